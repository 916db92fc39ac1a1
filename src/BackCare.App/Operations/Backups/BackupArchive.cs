using System.IO.Compression;
using System.Security.Cryptography;

namespace BackCare.App.Operations.Backups;

/// <summary>The archive: a ZIP file whose manifest names every file with its hash, sealed when a passphrase is given.</summary>
internal static class BackupArchive
{
    /// <summary>Writes an archive that appears whole or not at all, readable by its owner alone.</summary>
    /// <param name="path">Where.</param>
    /// <param name="files">Name in the archive and file.</param>
    /// <param name="passphrase">Seals it; null leaves it open.</param>
    /// <param name="describe">Makes the manifest of what was written.</param>
    public static BackupManifest Write(string path, IReadOnlyList<(string Name, string File)> files, string? passphrase, Func<IReadOnlyList<BackupPart>, BackupManifest> describe)
    {
        string partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            BackupManifest manifest;
            using (FileStream file = CreatePrivate(partial))
            {
                using (Stream target = passphrase is null ? new BufferedStream(file) : SealedStream.Create(file, passphrase))
                using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
                {
                    manifest = describe([.. files.Select(f => Add(zip, f.Name, f.File))]);
                    using Stream entry = zip.CreateEntry(BackupManifest.Name, CompressionLevel.Fastest).Open();
                    entry.Write(manifest.ToJson());
                }
            }

            File.Move(partial, path, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Unpacks an archive into a folder and compares every file with the manifest; nothing else is touched.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="passphrase">What it was sealed with; null when it was not.</param>
    /// <param name="folder">An empty folder of the caller's.</param>
    /// <returns>The manifest, or what is wrong and what to do.</returns>
    public static (BackupManifest? Manifest, string? Problem) Unpack(string path, string? passphrase, string folder)
    {
        string archive = path;
        if (SealedStream.IsSealed(path))
        {
            if (passphrase is null)
                return (null, "The backup is sealed: name the file with its passphrase (--passphrase-file).");
            archive = Path.Combine(folder, "opened.zip");
            using FileStream source = File.OpenRead(path);
            using FileStream target = CreatePrivate(archive);
            if (!SealedStream.TryOpen(source, target, passphrase))
                return (null, "The passphrase is wrong, or the backup is damaged; nothing was touched. Use its passphrase or another backup.");
        }

        try
        {
            using ZipArchive zip = ZipFile.OpenRead(archive);
            return Unpack(zip, folder);
        }
        catch (InvalidDataException)
        {
            return (null, "The file is no backup, or it is cut off or damaged; nothing was touched. Use another one.");
        }
    }

    private static (BackupManifest?, string?) Unpack(ZipArchive zip, string folder)
    {
        BackupManifest? manifest;
        using (Stream? json = zip.GetEntry(BackupManifest.Name)?.Open())
            manifest = json is null ? null : BackupManifest.Read(json);
        if (manifest is null)
            return (null, "The file has no readable manifest, so it is no backup of BackCare; nothing was touched.");
        if (manifest.Format != BackupManifest.CurrentFormat)
            return (null, $"The backup is of form {manifest.Format} and this program reads {BackupManifest.CurrentFormat}: restore it with the program that wrote it ({manifest.Program}).");
        string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (BackupPart part in manifest.Files)
        {
            string target = Path.GetFullPath(Path.Combine(folder, part.Path));
            if (!target.StartsWith(root, StringComparison.Ordinal))
                return (null, "The manifest names a file outside of the backup; nothing was touched.");
            if (zip.GetEntry(part.Path) is not { } entry || !Extract(entry, target, part))
                return (null, $"{part.Path} in the backup is missing or not the file that its manifest describes; nothing was touched. Use another backup.");
        }

        return (manifest, null);
    }

    /// <summary>Never reads beyond the length that the manifest states, so a packed bomb stays small.</summary>
    private static bool Extract(ZipArchiveEntry entry, string target, BackupPart part)
    {
        if (entry.Length != part.Bytes)
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using Stream source = entry.Open();
        using FileStream file = CreatePrivate(target);
        return Copy(source, file, part.Bytes) is var (bytes, hash) && bytes == part.Bytes && hash == part.Sha256;
    }

    private static BackupPart Add(ZipArchive zip, string name, string path)
    {
        using FileStream source = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using Stream entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        (long bytes, string hash) = Copy(source, entry, long.MaxValue);
        return new BackupPart(name, bytes, hash);
    }

    private static (long Bytes, string Sha256) Copy(Stream source, Stream target, long most)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[128 * 1024];
        long total = 0;
        for (int read; total <= most && (read = source.Read(buffer)) > 0; total += read)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }

        return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
