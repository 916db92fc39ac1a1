namespace BackCare.App.Data;

/// <summary>Where the embedded database lives when no place is configured.</summary>
internal static class SqlitePlace
{
    /// <summary>The user's data folder (<c>XDG_DATA_HOME</c> or <c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>), else a private temporary one with a note.</summary>
    public static (string File, string? Note) Default()
    {
        string data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (data.Length > 0 && Writable(Path.Combine(data, "BackCare")) is { } own)
            return (own, null);

        string temporary = Path.Combine(Path.GetTempPath(), "backcare-" + Environment.UserName);
        return (Path.Combine(temporary, "backcare.db"),
            $"The user's data folder cannot be written, so the database is in {temporary}, which a restart may empty: set ConnectionStrings:BackCare.");
    }

    /// <summary>Makes the folder of a database file, readable by its owner alone; the connection then makes the file.</summary>
    public static void MakeFolder(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder && !Directory.Exists(folder))
            PrivateFolder.Make(folder);
    }

    private static string? Writable(string folder)
    {
        string file = Path.Combine(folder, "backcare.db");
        try
        {
            PrivateFolder.Make(folder);
            string probe = File.Exists(file) ? file : Path.Combine(folder, ".writable");
            var options = probe == file ? FileOptions.None : FileOptions.DeleteOnClose;
            using var opened = new FileStream(probe, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 1, options);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
