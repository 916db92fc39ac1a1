using BackCare.App.Data;

namespace BackCare.App.Events.Spool;

/// <summary>The folder of one process inside the spool, held by a lock file that the system frees when the process ends, however it ends.</summary>
internal sealed class SpoolFolder : IDisposable
{
    /// <summary>How spool files end, and what is added to the name of one that cannot be stored now and is tried again by the next process.</summary>
    public const string Ending = ".spool", Aside = ".aside";

    private const string LockName = "lock";

    private readonly FileStream held;

    private SpoolFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>Spool files, oldest first.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Path, "*" + Ending).Order(StringComparer.Ordinal)];

    /// <summary>Files that were set aside.</summary>
    public IReadOnlyList<string> SetAside => [.. Directory.EnumerateFiles(Path, "*" + Ending + Aside)];

    /// <summary>Makes a folder for this process.</summary>
    /// <exception cref="IOException">The place cannot be written.</exception>
    public static SpoolFolder Create(string home, string name)
    {
        string path = System.IO.Path.Combine(home, name);
        PrivateFolder.Make(home);
        PrivateFolder.Make(path);
        return TryHold(path) ?? throw new IOException($"The folder {name} of the spool is held by another process.");
    }

    /// <summary>Takes over the folders of processes that have ended; what they set aside is tried again.</summary>
    public static IReadOnlyList<SpoolFolder> TakeOrphans(string home)
    {
        if (!Directory.Exists(home))
            return [];
        SpoolFolder[] orphans = [.. Directory.EnumerateDirectories(home).Order(StringComparer.Ordinal).Select(TryHold).OfType<SpoolFolder>()];
        foreach (string aside in orphans.SelectMany(o => Directory.EnumerateFiles(o.Path, "*" + Ending + Aside)))
            File.Move(aside, aside[..^Aside.Length]);
        return orphans;
    }

    /// <summary>Removes the folder with what is in it.</summary>
    public void Remove()
    {
        // Windows removes no file that is open; elsewhere the lock is held until nothing is left to be taken over.
        if (OperatingSystem.IsWindows())
            held.Dispose();
        Directory.Delete(Path, recursive: true);
        held.Dispose();
    }

    public void Dispose() => held.Dispose();

    private static SpoolFolder? TryHold(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new SpoolFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), options));
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Its process lives, or has just removed it.
            return null;
        }
    }
}
