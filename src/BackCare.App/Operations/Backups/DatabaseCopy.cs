using System.Data.Common;
using BackCare.App.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BackCare.App.Operations.Backups;

/// <summary>Copies of the database while it is served from.</summary>
internal static class DatabaseCopy
{
    /// <summary>Copies an embedded database as it stands at one moment, by SQLite's online backup: readers and writers go on.</summary>
    /// <returns>Why the copy is not sound; null when it is.</returns>
    public static async Task<string?> OfSqliteAsync(Databases databases, string target, CancellationToken cancellationToken)
    {
        await using (var copy = new SqliteConnection(Plain(target)))
        {
            await copy.OpenAsync(cancellationToken);
            await using var source = (SqliteConnection)databases.Connect();
            await source.OpenAsync(cancellationToken);
            await Task.Run(() => source.BackupDatabase(copy), cancellationToken);
            // The copy leaves write-ahead logging, so that it is one file.
            await RunAsync(copy, "PRAGMA journal_mode = DELETE", cancellationToken);
        }

        return await DamageAsync(target, cancellationToken);
    }

    /// <summary>What SQLite finds wrong with a file; null when it is sound.</summary>
    public static async Task<string?> DamageAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(Plain(file));
            await connection.OpenAsync(cancellationToken);
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            string? said = (string?)await command.ExecuteScalarAsync(cancellationToken);
            return said == "ok" ? null : said;
        }
        catch (SqliteException fault)
        {
            return $"SQLite error {fault.SqliteErrorCode}";
        }
    }

    /// <summary>Newest migration, catalog version and journal entry of a database.</summary>
    public static async Task<(string? LastMigration, long CatalogVersion, long JournalEntry)> HeadsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT MAX("MigrationId") FROM "__EFMigrationsHistory"), (SELECT "Number" FROM "CatalogVersions" WHERE "Id" = 1), (SELECT "LastSequence" FROM "JournalHeads" WHERE "Id" = 1)
            """;
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? 0 : row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2)) : default;
    }

    /// <summary>The same of a file.</summary>
    public static async Task<(string? LastMigration, long CatalogVersion, long JournalEntry)> HeadsAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(Plain(file));
        await connection.OpenAsync(cancellationToken);
        return await HeadsAsync(connection, cancellationToken);
    }

    /// <summary>Lets SQL Server write its database to a file of its own and read it back.</summary>
    public static async Task OfSqlServerAsync(Databases databases, string serverFile, CancellationToken cancellationToken)
    {
        await using var connection = (SqlConnection)databases.Connect();
        await connection.OpenAsync(cancellationToken);
        foreach (string statement in SqlServerStatements(connection.Database, serverFile))
        {
            await using SqlCommand command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>What the server is asked: a copy that leaves its own chain of backups alone, with checksums, then read back.</summary>
    internal static IReadOnlyList<string> SqlServerStatements(string database, string serverFile) =>
    [
        $"BACKUP DATABASE {Bracketed(database)} TO DISK = {Quoted(serverFile)} WITH COPY_ONLY, CHECKSUM, INIT, FORMAT",
        $"RESTORE VERIFYONLY FROM DISK = {Quoted(serverFile)} WITH CHECKSUM",
    ];

    /// <summary>What an administrator runs to bring it back.</summary>
    internal static string SqlServerRestore(string database, string serverFile) =>
        $"ALTER DATABASE {Bracketed(database)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; RESTORE DATABASE {Bracketed(database)} FROM DISK = {Quoted(serverFile)} WITH REPLACE, CHECKSUM; ALTER DATABASE {Bracketed(database)} SET MULTI_USER;";

    internal static string Plain(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();

    private static string Bracketed(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static string Quoted(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task RunAsync(SqliteConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
