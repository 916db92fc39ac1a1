using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;

namespace BackCare.App.Serving;

/// <summary>A stretch of the journal.</summary>
/// <param name="SinceUtc">First moment; null means from the beginning.</param>
/// <param name="UntilUtc">First moment that is no longer in it; null means to the end.</param>
/// <param name="Simulated">True only simulated entries, false only real ones, null both.</param>
public sealed record JournalWindow(DateTime? SinceUtc = null, DateTime? UntilUtc = null, bool? Simulated = null);

/// <summary>One entry of the journal: a served list or an interaction.</summary>
public sealed record JournalEntry(long Sequence, ServedList? List, Interaction? Interaction);

/// <summary>A visitor, by pseudonym, whose data was erased.</summary>
internal sealed record Erasure(string VisitorId, DateTime ErasedUtc);

/// <summary>Reads the journal with plain queries, entry by entry, in journal order; a long stretch is never in memory as a whole.</summary>
public sealed class JournalReader(Databases databases)
{
    private const string ListColumns = """
        "Sequence", "Id", "ServedUtc", "VisitorId", "SessionId", "ModelName", "ModelVersion", "ShelfVersion", "SchemaHash", "SymptomIds", "RegionIds", "ExperimentId", "Arm",
        "Simulated", "Packed"
        """;

    private const string InteractionColumns = """
        "Sequence", "EventId", "ItemIndex", "Kind", "ProductId", "ListId", "Position", "OccurredUtc", "ReceivedUtc", "VisitorId", "SessionId", "Quantity", "PriceMinor",
        "DwellMs", "Simulated"
        """;

    /// <summary>Lists that scored products, by when they were served.</summary>
    /// <exception cref="InvalidDataException">A stored list is damaged.</exception>
    public IAsyncEnumerable<ServedList> ListsAsync(JournalWindow window, CancellationToken cancellationToken = default)
    {
        (string where, object[] values) = Where(window, "ServedUtc");
        return ReadAsync($"""SELECT {ListColumns} FROM "ServedLists" WHERE "Candidates" > 0{where} ORDER BY "Sequence" """, ToList, values, cancellationToken);
    }

    /// <summary>Interactions, by when they happened.</summary>
    public IAsyncEnumerable<Interaction> InteractionsAsync(JournalWindow window, CancellationToken cancellationToken = default)
    {
        (string where, object[] values) = Where(window, "OccurredUtc");
        return ReadAsync($"""SELECT {InteractionColumns} FROM "Interactions" WHERE 1 = 1{where} ORDER BY "Sequence" """, ToInteraction, values, cancellationToken);
    }

    /// <summary>The next interactions after a place in the journal.</summary>
    public async Task<IReadOnlyList<Interaction>> InteractionsAfterAsync(long sequence, int most, CancellationToken cancellationToken = default) =>
        await FirstAsync(InteractionsOf(sequence, long.MaxValue, cancellationToken), most);

    /// <summary>The next lists that scored products after a place in the journal.</summary>
    public async Task<IReadOnlyList<ServedList>> ListsAfterAsync(long sequence, int most, CancellationToken cancellationToken = default) =>
        await FirstAsync(ListsOf(sequence, long.MaxValue, cancellationToken), most);

    /// <summary>The next lists and interactions after a place in the journal, in one order.</summary>
    public async Task<IReadOnlyList<JournalEntry>> AfterAsync(long sequence, int most, CancellationToken cancellationToken = default)
    {
        // Both queries end where the journal ended before them: what is written meanwhile would else be seen by the second alone, and skipped for ever.
        long last = await LastSequenceAsync(cancellationToken);
        IReadOnlyList<ServedList> lists = await FirstAsync(ListsOf(sequence, last, cancellationToken), most);
        IReadOnlyList<Interaction> interactions = await FirstAsync(InteractionsOf(sequence, last, cancellationToken), most);
        return
        [
            .. lists.Select(l => new JournalEntry(l.Sequence, l, null)).Concat(interactions.Select(i => new JournalEntry(i.Sequence, null, i)))
                .OrderBy(entry => entry.Sequence).Take(most),
        ];
    }

    /// <summary>One list; null when the journal does not hold it.</summary>
    public async Task<ServedList?> FindAsync(string listId, CancellationToken cancellationToken = default)
    {
        await foreach (ServedList list in ReadAsync($"""SELECT {ListColumns} FROM "ServedLists" WHERE "Id" = @p0""", ToList, [listId], cancellationToken))
            return list;
        return null;
    }

    /// <summary>Interactions on one list.</summary>
    public IAsyncEnumerable<Interaction> InteractionsOnAsync(string listId, CancellationToken cancellationToken = default) =>
        ReadAsync($"""SELECT {InteractionColumns} FROM "Interactions" WHERE "ListId" = @p0 ORDER BY "Sequence" """, ToInteraction, [listId], cancellationToken);

    /// <summary>Visitors whose data was erased at or after a moment.</summary>
    internal async Task<IReadOnlyList<Erasure>> ErasuresSinceAsync(DateTime sinceUtc, CancellationToken cancellationToken = default) => await FirstAsync(
        ReadAsync(
            """SELECT "VisitorId", "ErasedUtc" FROM "ErasedVisitors" WHERE "ErasedUtc" >= @p0""", row => new Erasure(row.GetString(0), Utc(row, 1)), [sinceUtc], cancellationToken),
        int.MaxValue);

    /// <summary>Number of the newest entry; 0 when there is none.</summary>
    public async Task<long> LastSequenceAsync(CancellationToken cancellationToken = default)
    {
        await foreach (long last in ReadAsync(JournalSql.ReadHead, row => row.GetInt64(0), [], cancellationToken))
            return last;
        return 0;
    }

    private IAsyncEnumerable<Interaction> InteractionsOf(long after, long last, CancellationToken cancellationToken) => ReadAsync(
        $"""SELECT {InteractionColumns} FROM "Interactions" WHERE "Sequence" > @p0 AND "Sequence" <= @p1 ORDER BY "Sequence" """, ToInteraction, [after, last], cancellationToken);

    private IAsyncEnumerable<ServedList> ListsOf(long after, long last, CancellationToken cancellationToken) => ReadAsync(
        $"""SELECT {ListColumns} FROM "ServedLists" WHERE "Sequence" > @p0 AND "Sequence" <= @p1 AND "Candidates" > 0 ORDER BY "Sequence" """, ToList, [after, last],
        cancellationToken);

    private static async Task<IReadOnlyList<T>> FirstAsync<T>(IAsyncEnumerable<T> entries, int most)
    {
        var first = new List<T>();
        await foreach (T entry in entries)
        {
            first.Add(entry);
            if (first.Count >= most)
                break;
        }

        return first;
    }

    private static (string Where, object[] Values) Where(JournalWindow window, string time)
    {
        ArgumentNullException.ThrowIfNull(window);
        var where = new StringBuilder();
        var values = new List<object>();
        void And(string condition, object value)
        {
            where.Append(CultureInfo.InvariantCulture, $" AND {condition} @p{values.Count}");
            values.Add(value);
        }

        if (window.SinceUtc is { } since)
            And($"\"{time}\" >=", since);
        if (window.UntilUtc is { } until)
            And($"\"{time}\" <", until);
        if (window.Simulated is { } simulated)
            And("\"Simulated\" =", simulated);
        return (where.ToString(), [.. values]);
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(string sql, Func<DbDataReader, T> read, object[] values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
            command.With(string.Create(CultureInfo.InvariantCulture, $"@p{i}"), values[i]);

        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return read(reader);
    }

    private static ServedList ToList(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Id = row.GetString(1),
        ServedUtc = Utc(row, 2),
        VisitorId = TextOrNull(row, 3),
        SessionId = TextOrNull(row, 4),
        Model = new RankerIdentity(row.GetString(5), row.GetString(6)),
        ShelfVersion = row.GetString(7),
        SchemaHash = row.GetString(8),
        SymptomIds = StoredProduct.Split(row.GetString(9)),
        RegionIds = StoredProduct.Split(row.GetString(10)),
        ExperimentId = TextOrNull(row, 11),
        Arm = TextOrNull(row, 12),
        Simulated = row.GetBoolean(13),
        Scored = ListPacking.Unpack(row.GetFieldValue<byte[]>(14)),
    };

    private static Interaction ToInteraction(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        EventId = row.GetString(1),
        ItemIndex = row.GetInt32(2),
        Kind = Enum.Parse<InteractionKind>(row.GetString(3)),
        ProductId = row.GetString(4),
        ListId = row.GetString(5),
        Position = row.IsDBNull(6) ? null : row.GetInt32(6),
        OccurredUtc = Utc(row, 7),
        ReceivedUtc = Utc(row, 8),
        VisitorId = TextOrNull(row, 9),
        SessionId = TextOrNull(row, 10),
        Quantity = row.GetInt32(11),
        PriceMinor = row.IsDBNull(12) ? null : row.GetInt64(12),
        DwellMs = row.IsDBNull(13) ? null : row.GetInt32(13),
        Simulated = row.GetBoolean(14),
    };

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
