using System.Globalization;
using BackCare.App.Data;
using Microsoft.Data.Sqlite;

namespace BackCare.App.Operations;

/// <summary>Room on the disks that the shop writes to, and whether it may.</summary>
internal static class Disk
{
    private const string Area = "disk";
    private const long Scarce = 1024L * 1024 * 1024, TooLittle = 100L * 1024 * 1024;

    /// <summary>Looks at the folders of the database, of the models and for temporary files.</summary>
    public static IEnumerable<Finding> Run(DatabaseSettings? database, string models)
    {
        if (database is { Provider: DatabaseProvider.Sqlite })
            yield return Room("database", Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))!);
        if (!Directory.Exists(models))
            yield return Finding.Ok(Area, "models", $"There is no folder {models} yet; the first training makes it.");
        else if (CannotWrite(models) is { } reason)
            yield return Finding.Warn(Area, "models", $"{models} cannot be written ({reason}): nothing can be trained or promoted here.", "Let this user write it, or train on another host that shares the folder.");
        else
            yield return Room("models", models);
        string temporary = Path.GetTempPath();
        yield return CannotWrite(temporary) is { } why
            ? Finding.Fail(Area, "temporary", $"{temporary} cannot be written ({why}): uploads are kept there while they arrive.", "Let this user write it, or set TMPDIR.")
            : Room("temporary", temporary);
    }

    /// <summary>Why a file cannot be made in a folder; null when it can.</summary>
    public static string? CannotWrite(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".writable-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            probe.WriteByte(1);
            probe.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault is UnauthorizedAccessException ? "no permission" : fault.Message.ReplaceLineEndings(" ");
        }
    }

    private static Finding Room(string name, string folder)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        string said = $"{Size.Of(free)} free at {folder}.";
        return free >= Scarce ? Finding.Ok(Area, name, said)
            : free >= TooLittle ? Finding.Warn(Area, name, said, "Less than 1 GB: make room, or move the folder, before it is full.")
            : Finding.Fail(Area, name, said, "Less than 100 MB: make room now; writes will fail.");
    }
}

/// <summary>Bytes for people.</summary>
internal static class Size
{
    public static string Of(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.0} GB"),
    };
}
