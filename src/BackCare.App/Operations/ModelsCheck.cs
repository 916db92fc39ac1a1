using System.Globalization;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;

namespace BackCare.App.Operations;

/// <summary>Whether the champion can serve, how old it is, and what lies in its folder that should not.</summary>
internal sealed class ModelsCheck(ModelStore store, TimeProvider clock)
{
    private const string Area = "models";
    private static readonly TimeSpan Old = TimeSpan.FromDays(90), Abandoned = TimeSpan.FromHours(6);

    /// <summary>Looks at the champion and the folder.</summary>
    /// <param name="deep">Also read every other version.</param>
    public IEnumerable<Finding> Run(bool deep)
    {
        (ChampionFile? file, string? refusal) = store.Champion();
        if (refusal is not null)
            yield return Finding.Fail(Area, "champion", refusal, "Promote a model (backcare models promote VERSION), or restore the file.");
        else if (file?.Version is not { } version)
            yield return Finding.Ok(Area, "champion", "No model is promoted; the knowledge ranking serves.");
        else
            yield return Champion(version);
        foreach (Finding leftover in Leftovers())
            yield return leftover;
        if (!deep)
            yield break;
        string[] broken = [.. store.List().Where(model => store.RankerOf(model.Version).Refusal is not null).Select(model => model.Version)];
        yield return broken.Length == 0 ? Finding.Ok(Area, "versions", store.List().Count == 1 ? "1 version, it could serve." : $"{store.List().Count} versions, each could serve.")
            : Finding.Warn(Area, "versions", $"These could not serve: {string.Join(", ", broken)}.", "They are in nobody's way. 'backcare models verify' says why each could not.");
    }

    private Finding Champion(string version)
    {
        if (store.RankerOf(version).Refusal is { } refused)
            return Finding.Fail(Area, "champion", refused, "Until then what served before, or the knowledge ranking, serves. Roll back (backcare models rollback), or train again (backcare train).");
        StoredCard card = store.Find(version)!.Card!;
        if (card.CreatedUtc is not { } created)
            return Finding.Ok(Area, "champion", $"{version} can serve; its card does not say when it was made.");
        double days = (clock.GetUtcNow().UtcDateTime - created).TotalDays;
        string said = string.Create(CultureInfo.InvariantCulture, $"{version} by {card.Trainer} can serve, schema {FeatureSchema.Current.Hash[..8]}, made {days:0.0} days ago.");
        return days <= Old.TotalDays || card.Starter ? Finding.Ok(Area, "champion", said) : Finding.Warn(Area, "champion", said, "Models of old shoppers rank worse: train again, or set Training:Schedule.");
    }

    private IEnumerable<Finding> Leftovers()
    {
        if (!Directory.Exists(store.Folder))
            yield break;
        DateTime before = clock.GetUtcNow().UtcDateTime - Abandoned;
        string[] orphans = [.. Directory.EnumerateDirectories(store.Folder, ".partial-*").Where(path => Directory.GetLastWriteTimeUtc(path) < before).Select(path => Path.GetFileName(path))];
        if (orphans.Length > 0)
            yield return Finding.Warn(Area, "half-written", $"A process that ended has left {string.Join(", ", orphans)}.", "Nothing reads it; the next training run removes it, or delete it.");
        string[] bare = [.. Directory.EnumerateDirectories(store.Folder).Select(path => Path.GetFileName(path)).Where(name => ModelVersion.IsName(name) && store.Find(name)?.Card is null)];
        if (bare.Length > 0)
            yield return Finding.Warn(Area, "without card", $"These versions have no readable card: {string.Join(", ", bare)}.", "Restore card.json from a backup, or delete the folder.");
    }
}
