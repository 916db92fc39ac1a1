using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Data;

/// <summary>What SQLite has to be asked for so that erased rows are gone from its files and not just unlinked (docs/decisions/0041-what-is-stored-of-a-shopper.md).</summary>
internal static class SqliteErasing
{
    /// <summary>Rows that are deleted or replaced are overwritten with zeros; holds for the connection.</summary>
    public const string Overwrite = "PRAGMA secure_delete = ON";

    /// <summary>What was erased stands in the write-ahead log until it is emptied.</summary>
    public const string EmptyLog = "PRAGMA wal_checkpoint(TRUNCATE)";

    /// <summary>Makes a context overwrite what it deletes; its connection stays open until it is disposed. Elsewhere than on SQLite there is nothing to ask for.</summary>
    public static async Task OverwriteAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
            return;
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(Overwrite, cancellationToken);
    }

    /// <summary>Empties the write-ahead log, once everything is committed.</summary>
    public static async Task EmptyLogAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync(EmptyLog, cancellationToken);
    }
}
