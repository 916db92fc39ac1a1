using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Plans;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Privacy;

/// <summary>Makes the first key, and brings under it what a program without a key table stored: pseudonyms are renamed, health fields sealed. All in one transaction, or nothing.</summary>
internal static class FirstPrivacyKey
{
    private const int Batch = 200, Pairs = 1_000;

    /// <summary>Every column that holds a pseudonym.</summary>
    internal static readonly (string Table, string Column)[] Columns =
    [
        ("ServedLists", "VisitorId"), ("ServedLists", "SessionId"), ("Interactions", "VisitorId"), ("Interactions", "SessionId"), ("ErasedVisitors", "VisitorId"),
        ("Orders", "VisitorId"), ("Reviews", "VisitorId"), ("KeptPlans", "VisitorId"),
    ];

    public static async Task MakeAsync(Databases databases, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await SqliteErasing.OverwriteAsync(db, cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.InTransactionAsync(() => MakeAsync(db, clock.GetUtcNow().UtcDateTime, cancellationToken), cancellationToken);
        await SqliteErasing.EmptyLogAsync(db, cancellationToken);
    }

    /// <returns>False when another process made it meanwhile.</returns>
    private static async Task<bool> MakeAsync(BackCareDb db, DateTime now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync(JournalSql.LockHead, cancellationToken);
        if (await db.PrivacyKeys.AnyAsync(cancellationToken))
            return false;
        var row = PrivacyKey.New(1, now);
        var key = HeldKey.Of(row.Id, row.ActiveFromUtc, row.Secret);
        await RenameAsync(db, key, cancellationToken);
        await SealListsAsync(db, key, cancellationToken);
        await SealPlansAsync(db, key, cancellationToken);

        // They know visitors by the names of before.
        await db.StatisticsCheckpoints.ExecuteDeleteAsync(cancellationToken);
        db.PrivacyKeys.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static async Task RenameAsync(BackCareDb db, HeldKey key, CancellationToken cancellationToken)
    {
        DbConnection connection = db.Database.GetDbConnection();
        if (connection is SqliteConnection sqlite)
            sqlite.CreateFunction("keyed", (string digest) => Pseudonym.Keyed(key.Names, digest), isDeterministic: true);
        foreach ((string table, string column) in Columns)
        {
            await using DbCommand command = connection.CreateCommand();
            (command.Transaction, command.CommandTimeout) = (db.Database.CurrentTransaction!.GetDbTransaction(), 1_800);
            if (connection is SqliteConnection)
            {
                // The engine calls back: one statement a column.
                command.CommandText = $"""UPDATE "{table}" SET "{column}" = keyed("{column}") WHERE "{column}" IS NOT NULL""";
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            else
            {
                await RenameByPairsAsync(command, table, column, key, cancellationToken);
            }
        }
    }

    /// <summary>Sends old and new names in pairs. All old ones are read first: a new one could else be met again and renamed twice.</summary>
    private static async Task RenameByPairsAsync(DbCommand command, string table, string column, HeldKey key, CancellationToken cancellationToken)
    {
        List<string> digests = [];
        command.CommandText = $"""SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL""";
        await using (DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                digests.Add(rows.GetString(0));
        }

        command.CommandText = $"""
            UPDATE "{table}" SET "{column}" = m."New"
            FROM (SELECT JSON_VALUE("value", '$[0]') AS "Old", JSON_VALUE("value", '$[1]') AS "New" FROM OPENJSON(@pairs)) m WHERE "{table}"."{column}" = m."Old"
            """;
        command.With("@pairs", "");
        foreach (string[] some in digests.Chunk(Pairs))
        {
            // Digests are hex digits: nothing to escape.
            command.Parameters[0].Value = $"[{string.Join(',', some.Select(digest => $"[\"{digest}\",\"{Pseudonym.Keyed(key.Names, digest)}\"]"))}]";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task SealListsAsync(BackCareDb db, HeldKey key, CancellationToken cancellationToken)
    {
        for (long after = 0; ;)
        {
            var some = await db.ServedLists.AsNoTracking().Where(l => l.Sequence > after && l.Material != null).OrderBy(l => l.Sequence).Take(Batch)
                .Select(l => new { l.Sequence, l.Material }).ToListAsync(cancellationToken);
            foreach (var list in some.Where(l => !FieldCipher.IsSealed(l.Material)))
            {
                byte[] sealedBytes = FieldCipher.Seal(key, list.Material, ReplayMaterial.Purpose);
                await db.ServedLists.Where(l => l.Sequence == list.Sequence).ExecuteUpdateAsync(set => set.SetProperty(l => l.Material, sealedBytes), cancellationToken);
            }

            if (some.Count < Batch)
                return;
            after = some[^1].Sequence;
        }
    }

    private static async Task SealPlansAsync(BackCareDb db, HeldKey key, CancellationToken cancellationToken)
    {
        var all = await db.KeptPlans.AsNoTracking().Select(p => new { p.Id, p.Plan }).ToListAsync(cancellationToken);
        foreach (var plan in all.Where(p => !FieldCipher.IsSealedText(p.Plan)))
        {
            string sealedText = FieldCipher.SealText(key, plan.Plan, KeptPlan.Purpose);
            await db.KeptPlans.Where(p => p.Id == plan.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Plan, sealedText), cancellationToken);
        }
    }
}
