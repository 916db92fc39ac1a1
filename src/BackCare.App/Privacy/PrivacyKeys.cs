using System.Data.Common;
using BackCare.App.Data;

namespace BackCare.App.Privacy;

/// <summary>The key table in memory: loaded at start-up and looked at every minute, so that a key that was added on one replica is known on all before it is in force.</summary>
public sealed class PrivacyKeys(Databases databases, TimeProvider clock)
{
    private HeldKey[] held = [];

    /// <summary>Every key, newest first.</summary>
    internal IReadOnlyList<HeldKey> All => Volatile.Read(ref held);

    /// <summary>The newest key whose time has come.</summary>
    /// <exception cref="InvalidOperationException">Nothing was loaded: start-up comes first.</exception>
    internal HeldKey Active
    {
        get
        {
            HeldKey[] now = Volatile.Read(ref held);
            if (now.Length == 1)
                return now[0];
            DateTime at = clock.GetUtcNow().UtcDateTime;
            return now.FirstOrDefault(key => key.ActiveFromUtc <= at) ?? now.LastOrDefault()
                ?? throw new InvalidOperationException("The keys of pseudonyms are not loaded: BackCareStartup.PrepareAsync loads them.");
        }
    }

    /// <summary>A key by its mark; null when its row was deleted.</summary>
    internal HeldKey? Find(int mark) => Array.Find(Volatile.Read(ref held), key => key.Mark == mark);

    /// <summary>Loads the table; an empty one gets its first key, under which everything that is stored already is brought.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        HeldKey[] stored = await ReadAsync(cancellationToken);
        if (stored.Length == 0)
        {
            await FirstPrivacyKey.MakeAsync(databases, clock, cancellationToken);
            stored = await ReadAsync(cancellationToken);
        }

        Volatile.Write(ref held, stored);
    }

    /// <summary>Plain SQL: a start needs no EF model for it.</summary>
    private async Task<HeldKey[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT "Id", "ActiveFromUtc", "Secret" FROM "PrivacyKeys" ORDER BY "ActiveFromUtc" DESC, "Id" DESC""";
        await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
        List<HeldKey> keys = [];
        while (await rows.ReadAsync(cancellationToken))
            keys.Add(HeldKey.Of(rows.GetInt32(0), DateTime.SpecifyKind(rows.GetDateTime(1), DateTimeKind.Utc), rows.GetFieldValue<byte[]>(2)));
        return [.. keys];
    }
}
