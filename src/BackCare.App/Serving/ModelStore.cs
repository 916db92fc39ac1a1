using BackCare.App.Messaging;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Forest;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Serving;

/// <summary>One file of a model version.</summary>
/// <param name="Name">File name, such as <c>model.txt</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ModelPart(string Name, ReadOnlyMemory<byte> Content);

/// <summary>One model version in the store.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Card">Its card; null when it cannot be read.</param>
public sealed record StoredModel(string Version, StoredCard? Card);

/// <summary>The models folder: versions that appear whole and never change, and one champion among them (docs/decisions/0055-models-folder.md).</summary>
public sealed class ModelStore(IConfiguration configuration)
{
    private const string Partial = ".partial-";
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    /// <summary>The folder <c>ranking</c>.</summary>
    public string Folder { get; } = ModelsFolder.Of(configuration);

    /// <summary>Every version, newest name first.</summary>
    public IReadOnlyList<StoredModel> List() => !Directory.Exists(Folder) ? [] :
    [
        .. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)).Where(ModelVersion.IsName)
            .OrderDescending(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>One version; null when there is none of this name, a path included.</summary>
    public StoredModel? Find(string version) => ModelVersion.IsName(version) && Directory.Exists(Path.Combine(Folder, version)) ? Read(version) : null;

    /// <summary>The full path of a version's file; null when there is none.</summary>
    public string? PathOf(string version, string file) =>
        ModelVersion.IsName(version) && ModelVersion.IsName(file) && Path.Combine(Folder, version, file) is var path && File.Exists(path) ? path : null;

    /// <summary>The ranker of one version, or why it cannot serve.</summary>
    public (IRanker? Ranker, string? Refusal) RankerOf(string version) => ModelVersion.IsName(version)
        ? ChampionFiles.ReadVersion(Folder, version)
        : (null, $"'{version}' is no version's name: {ModelVersion.Rule}.");

    /// <summary>The trees of one version, or why it cannot serve.</summary>
    public (FlatForest? Forest, string? Refusal) ForestOf(string version)
    {
        if (RankerOf(version).Refusal is { } refusal)
            return (null, refusal);
        using var text = new StreamReader(Path.Combine(Folder, version, ChampionFiles.Model));
        return (LightGbmText.Read(text), null);
    }

    /// <summary>Writes a version: all files are on disk before its folder gets its name, so that nobody ever sees a part of it.</summary>
    /// <exception cref="ArgumentException">The name is no version's name, or <c>model.txt</c> or <c>card.json</c> is missing.</exception>
    public Answer<StoredModel> Write(string version, IReadOnlyList<ModelPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (!ModelVersion.IsName(version))
            throw new ArgumentException($"'{version}' is no version's name: {ModelVersion.Rule}.", nameof(version));
        if (new[] { ChampionFiles.Model, ChampionFiles.Card }.Except(parts.Select(p => p.Name)).FirstOrDefault() is { } missing)
            throw new ArgumentException($"{missing} is missing.", nameof(parts));
        string home = Path.Combine(Folder, version);
        if (Path.Exists(home))
            return Written(version);
        string partial = Path.Combine(Folder, $"{Partial}{version}-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(partial);
            foreach (ModelPart part in parts)
                DurableFile.Write(Path.Combine(partial, Path.GetFileName(part.Name)), part.Content.Span);
            Directory.Move(partial, home);
        }
        catch (IOException) when (Path.Exists(home))
        {
            return Written(version);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unwritable(fault);
        }
        finally
        {
            RemoveWhole(partial);
        }

        return Read(version);
    }

    /// <summary>Removes what a killed process left half-written; call it only while no other process can be writing.</summary>
    public void RemovePartial()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (string folder in Directory.EnumerateDirectories(Folder, Partial + "*"))
            RemoveWhole(folder);
    }

    /// <summary>Why no version can be written; null when one can. To be asked before work that takes long.</summary>
    public Refusal? CannotWrite()
    {
        string probe = Path.Combine(Folder, $"{Partial}probe-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(probe);
            DurableFile.Write(Path.Combine(probe, "probe"), new byte[4_096]);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unwritable(fault);
        }
        finally
        {
            RemoveWhole(probe);
        }
    }

    /// <summary>What <c>champion.json</c> says, or why it cannot be read.</summary>
    public (ChampionFile? File, string? Refusal) Champion() => ChampionFile.Read(Path.Combine(Folder, ChampionFile.Name));

    /// <summary>Changes <c>champion.json</c> and nothing else; two processes that change it at once do so one after the other.</summary>
    /// <param name="change">Gets what it says now; returns what it shall say, or a refusal.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    public async Task<Answer<ChampionFile>> ChangeChampionAsync(Func<ChampionFile, Answer<ChampionFile>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            return await ChangeLockedAsync(change, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unwritable(fault);
        }
    }

    private async Task<Answer<ChampionFile>> ChangeLockedAsync(Func<ChampionFile, Answer<ChampionFile>> change, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        await using FileStream? held = await LockAsync(cancellationToken);
        if (held is null)
            return new Refusal(RefusalKind.Conflict, $"{ChampionFile.Name} is being changed by another process for more than {LockWait.TotalSeconds:0} seconds. Try again.");
        // A champion file that cannot be read must not stand in the way of the one that replaces it.
        Answer<ChampionFile> changed = change(Champion().File ?? new ChampionFile());
        if (changed.Refusal is null)
            changed.Value.Write(Path.Combine(Folder, ChampionFile.Name));
        return changed;
    }

    private Refusal Unwritable(Exception fault) => new(RefusalKind.NotReady,
        $"The models folder {Folder} cannot be written ({(fault is UnauthorizedAccessException ? "this process may not write there" : fault.Message)}): nothing was changed, and what serves goes on serving. Make room or let this process write it, and try again.");

    private static void RemoveWhole(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A name that begins as a partial version's does is no version: it harms nobody and goes with the next one.
        }
    }

    /// <summary>Whether another process holds the file; any other fault of a file is not worth waiting for.</summary>
    private static bool IsHeld(IOException fault)
    {
        const int SharingViolation = 32, LockViolation = 33, TryAgain = 11, TryAgainOnMac = 35;
        return OperatingSystem.IsWindows() ? (fault.HResult & 0xFFFF) is SharingViolation or LockViolation : fault.HResult is TryAgain or TryAgainOnMac;
    }

    private static Refusal Written(string version) => new(RefusalKind.Conflict, $"There is a model {version} already, and a version never changes. Give this one another name.");

    private StoredModel Read(string version) => new(version, StoredCard.Read(Path.Combine(Folder, version, ChampionFiles.Card)));

    /// <summary>The lock file, opened by this process alone and gone afterwards; null when another holds it too long.</summary>
    private async Task<FileStream?> LockAsync(CancellationToken cancellationToken)
    {
        string path = Path.Combine(Folder, ".champion.lock");
        for (TimeSpan waited = TimeSpan.Zero; waited < LockWait; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (File.Exists(path))
                    return held;
                await held.DisposeAsync(); // Its last holder has removed it meanwhile: it keeps nobody out.
            }
            catch (IOException held) when (IsHeld(held))
            {
                // Another process holds it.
            }

            await Task.Delay(50, cancellationToken);
        }

        return null;
    }
}
