using System.Data.Common;
using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Operations.Backups;
using Microsoft.Data.Sqlite;

namespace BackCare.App.Operations;

/// <summary>Whether the database answers, is whole, is of this program's version and can be written.</summary>
internal sealed class DatabaseCheck(Databases databases, TimeProvider clock)
{
    private const string Area = "database";
    private const double SlowMs = 250;
    private const long LargeLog = 64L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), ClockSkew = TimeSpan.FromSeconds(5);

    private bool IsSqlite => databases.Settings.Provider == DatabaseProvider.Sqlite;

    private string SqliteFile => Path.GetFullPath(new SqliteConnectionStringBuilder(databases.Settings.ConnectionString).DataSource);

    /// <summary>Looks at everything.</summary>
    /// <param name="deep">Also read every page of an embedded database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<Finding>> RunAsync(bool deep, CancellationToken cancellationToken)
    {
        if (databases.IsMissing())
            return [Finding.Warn(Area, "reachable", $"There is no database at {SqliteFile} yet.", "Start the host, which creates and fills it, or name the right file (ConnectionStrings:BackCare).")];
        List<Finding> findings = [];
        try
        {
            long started = clock.GetTimestamp();
            await using DbConnection connection = databases.Connect();
            await connection.OpenAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            findings.Add(await MigrationAsync(connection, cancellationToken).WaitAsync(Patience, clock, cancellationToken));
            findings.Insert(0, Reached(connection, clock.GetElapsedTime(started)));
            findings.AddRange(IsSqlite ? await SqliteAsync(deep, cancellationToken) : [await ServerClockAsync(connection, cancellationToken)]);
        }
        catch (Exception fault) when (DatabaseFaults.Is(fault) || fault is TimeoutException or InvalidDataException)
        {
            findings.Add(Unreachable(fault));
        }

        return findings;
    }

    private Finding Reached(DbConnection connection, TimeSpan taken)
    {
        string said = string.Create(CultureInfo.InvariantCulture, $"{databases.Settings.Provider} {connection.ServerVersion} answers in {taken.TotalMilliseconds:0.0} ms.");
        return taken.TotalMilliseconds <= SlowMs ? Finding.Ok(Area, "reachable", said)
            : Finding.Warn(Area, "reachable", said, "More than 250 ms is slow: look at the server's load, the network between, or the disk below.");
    }

    private Finding Unreachable(Exception fault) => fault is SqliteException { SqliteErrorCode: 1 }
        ? Finding.Warn(Area, "migrations", $"{SqliteFile} is a database without the shop's tables.", "Start the host, which makes them, or name the right file (ConnectionStrings:BackCare).")
        : fault is SqliteException { SqliteErrorCode: 11 or 26 }
        ? Finding.Fail(Area, "reachable", $"{SqliteFile} is damaged, or no SQLite database (error {((SqliteException)fault).SqliteErrorCode}).", "Stop every host and restore the last good backup: backcare restore --from FILE --force. The damaged file is kept aside.")
        : Finding.Fail(Area, "reachable", $"The database does not answer: {(fault is TimeoutException ? "nothing came within 10 seconds" : fault.Message.ReplaceLineEndings(" "))}",
            IsSqlite ? "Let this user read and write the file and its folder (ConnectionStrings:BackCare)." : "Start the server, let this host reach it, or correct ConnectionStrings:BackCare.");

    private async Task<Finding> MigrationAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT MAX("MigrationId") FROM "__EFMigrationsHistory" """;
        string? last = await command.ExecuteScalarAsync(cancellationToken) as string;
        string latest = databases.LatestMigration;
        return string.CompareOrdinal(last, latest) switch
        {
            0 => Finding.Ok(Area, "migrations", $"It stands at {latest}, as this program does."),
            < 0 => Finding.Warn(Area, "migrations", $"It stands at {last ?? "nothing"}; this program brings {latest}.", "The next start migrates it. Make a backup first: backcare backup --to FOLDER/."),
            _ => Finding.Fail(Area, "migrations", $"It stands at {last}, newer than this program, which knows {latest}.", "Run the newer program, or restore a backup of before."),
        };
    }

    private async Task<IReadOnlyList<Finding>> SqliteAsync(bool deep, CancellationToken cancellationToken)
    {
        List<Finding> findings = [Log(), Writable()];
        DateTime changed = File.GetLastWriteTimeUtc(SqliteFile), now = clock.GetUtcNow().UtcDateTime;
        if (changed > now + ClockSkew)
            findings.Add(Finding.Warn("clock", "database file", string.Create(CultureInfo.InvariantCulture, $"The database file was changed at {changed:yyyy-MM-dd HH:mm:ss} UTC, which is still to come."), "The clock was set back: switch on time synchronisation (NTP)."));
        if (!deep)
            return findings;
        string? damage = await DatabaseCopy.DamageAsync(SqliteFile, cancellationToken);
        findings.Add(damage is null ? Finding.Ok(Area, "integrity", $"Every page is sound ({Size.Of(new FileInfo(SqliteFile).Length)}).")
            : Finding.Fail(Area, "integrity", $"It is damaged: {damage.ReplaceLineEndings(" ")}", "Stop every host and restore the last good backup: backcare restore --from FILE --force. The damaged file is kept aside."));
        return findings;
    }

    private Finding Log()
    {
        long log = new FileInfo(SqliteFile + "-wal") is { Exists: true } file ? file.Length : 0;
        return log <= LargeLog ? Finding.Ok(Area, "write-ahead log", $"{Size.Of(log)}.")
            : Finding.Warn(Area, "write-ahead log", $"It has grown to {Size.Of(log)}.", "Something reads for a very long time, such as a copy of the file: end it; the next write empties the log.");
    }

    private Finding Writable()
    {
        try
        {
            using var file = new FileStream(SqliteFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return Disk.CannotWrite(Path.GetDirectoryName(SqliteFile)!) is { } reason
                ? Finding.Fail(Area, "permissions", $"The folder of the database cannot be written ({reason}), and SQLite makes its log there.", $"Let this user write {Path.GetDirectoryName(SqliteFile)}.")
                : Finding.Ok(Area, "permissions", "File and folder can be written.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(Area, "permissions", $"{SqliteFile} cannot be written by this user.", $"Let this user write it: chown or chmod u+w {SqliteFile}.");
        }
    }

    private async Task<Finding> ServerClockAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT SYSUTCDATETIME()";
        DateTime server = (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
        TimeSpan skew = (server - clock.GetUtcNow().UtcDateTime).Duration();
        string said = string.Create(CultureInfo.InvariantCulture, $"This machine and the database server are {skew.TotalSeconds:0.0} s apart.");
        return skew <= ClockSkew ? Finding.Ok("clock", "server", said) : Finding.Warn("clock", "server", said, "Leases count on clocks that agree within seconds: switch on time synchronisation (NTP) on both.");
    }
}
