using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;

namespace BackCare.App.Events;

/// <summary>Writes everything that waits in one transaction on its own connection: lists, then erasures, then events, then counts.</summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const DbType Text = DbType.String, Pseudonym = DbType.AnsiString, Whole = DbType.Int64, Flag = DbType.Boolean, Time = DbType.DateTime2, Blob = DbType.Binary;

    private readonly DbConnection connection;
    private readonly DatabaseSettings settings;
    private readonly Func<Shelf, ShelfContent?> contentOf;
    private readonly ConcurrentDictionary<string, bool> snapshots;
    private readonly List<Statement> statements = [];
    private readonly Statement lockHead, readHead, moveHead, insertList, insertInteraction, newEventIds, journaledLists, erasedLists, erasedVisitors, addDaily, insertDaily,
        addHourly, insertHourly, hasSnapshot, insertSnapshot, insertPart, markLists, deleteInteractions, deleteLists, moveVisitor, insertVisitor, dropCheckpoints, forget;

    private JournalWriter(DbConnection connection, DatabaseSettings settings, Func<Shelf, ShelfContent?> contentOf, ConcurrentDictionary<string, bool> snapshots)
    {
        (this.connection, this.settings, this.contentOf, this.snapshots) = (connection, settings, contentOf, snapshots);
        JournalSql sql = JournalSql.Of(settings.Provider);
        lockHead = Prepare(JournalSql.LockHead);
        readHead = Prepare(JournalSql.ReadHead);
        moveHead = Prepare(JournalSql.MoveHead, Whole);
        insertList = Prepare(JournalSql.InsertList, Whole, Text, Time, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Text, Flag, DbType.Int32, DbType.Int32, Blob, Blob, Text, Time);
        insertInteraction = Prepare(
            JournalSql.InsertInteraction, Whole, Text, DbType.Int32, Text, Text, Text, DbType.Int32, Time, Time, Text, Text, DbType.Int32, Whole, DbType.Int32, Flag);
        newEventIds = Prepare(sql.NewEventIds, Text, Time);
        journaledLists = Prepare(sql.JournaledLists, Text);
        erasedLists = Prepare(sql.ErasedLists, Text);
        erasedVisitors = Prepare(sql.ErasedVisitors, Text);
        addDaily = Prepare(JournalSql.AddDaily, Time, Text, Text, Flag, Whole, Whole);
        insertDaily = Prepare(JournalSql.InsertDaily, Time, Text, Text, Flag, Whole, Whole);
        addHourly = Prepare(JournalSql.AddHourly, Time, Text, Whole, Whole);
        insertHourly = Prepare(JournalSql.InsertHourly, Time, Text, Whole, Whole);
        hasSnapshot = Prepare(JournalSql.HasSnapshot, Text);
        insertSnapshot = Prepare(JournalSql.InsertSnapshot, Text, Text, Time);
        insertPart = Prepare(JournalSql.InsertPart, Text, Blob);
        markLists = Prepare(JournalSql.InsertErasedLists, Pseudonym, Time, Flag);
        deleteInteractions = Prepare(JournalSql.DeleteInteractionsOfVisitor, Pseudonym);
        deleteLists = Prepare(JournalSql.DeleteListsOfVisitor, Pseudonym);
        moveVisitor = Prepare(JournalSql.MoveErasedVisitor, Pseudonym, Time);
        insertVisitor = Prepare(JournalSql.InsertErasedVisitor, Pseudonym, Time);
        dropCheckpoints = Prepare(JournalSql.DropCheckpoints);
        forget = Prepare(JournalSql.ForgetEventIds, Time);
    }

    /// <exception cref="DbException">The database cannot be reached.</exception>
    public static async Task<JournalWriter> OpenAsync(Databases databases, Func<Shelf, ShelfContent?> contentOf, ConcurrentDictionary<string, bool> snapshots)
    {
        DbConnection connection = databases.Connect();
        await connection.OpenAsync();
        if (databases.Settings.Provider == DatabaseProvider.Sqlite)
        {
            // A commit returns when the log is on disk; erased rows are overwritten and not just unlinked.
            await using DbCommand pragmas = connection.CreateCommand();
            pragmas.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {SqliteErasing.Overwrite}; PRAGMA cache_size = -32768;";
            await pragmas.ExecuteNonQueryAsync();
        }

        return new JournalWriter(connection, databases.Settings, contentOf, snapshots);
    }

    /// <summary>Writes everything, or nothing and throws. Receipts are set, but nobody is told yet.</summary>
    /// <exception cref="DbException">Nothing was written.</exception>
    public async Task<int> WriteAsync(
        IReadOnlyList<PackedList> lists, IReadOnlyList<AppendWork> appends, IReadOnlyList<EraseWork> erasures,
        IReadOnlyList<(OutcomeKey Key, long Count)> outcomes, DateTime now, DateTime? forgetBefore)
    {
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        var flush = new JournalFlush { Transaction = transaction, Now = now };
        await lockHead.RunAsync(transaction);
        await readHead.ReadAsync(transaction, row => flush.Last = row.GetInt64(0));
        await SelectListsAsync(flush, lists, appends);
        await SelectEventsAsync(flush, appends);
        await InsertEntriesAsync(flush);
        foreach (EraseWork erasure in erasures)
            erasure.Erased = await EraseAsync(flush, erasure.VisitorId);
        await AddCountsAsync(flush, outcomes);
        if (forgetBefore is { } before)
            await forget.RunAsync(transaction, before);
        await transaction.CommitAsync();
        foreach (string shelf in flush.Snapshots)
            snapshots[shelf] = true;
        if (erasures.Count > 0)
            await CleanLogAsync();
        return flush.Lists.Count;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Statement statement in statements)
            statement.Dispose();
        await connection.DisposeAsync();
    }

    private Statement Prepare(string sql, params ReadOnlySpan<DbType> types)
    {
        var statement = new Statement(connection, sql, types);
        statements.Add(statement);
        return statement;
    }

    /// <summary>Leaves out lists that are stored already, that were erased, and those of visitors who had everything erased since.</summary>
    private async Task SelectListsAsync(JournalFlush flush, IReadOnlyList<PackedList> lists, IReadOnlyList<AppendWork> appends)
    {
        PackedList[] all = [.. lists, .. appends.SelectMany(a => a.Lists)];
        if (all.Length == 0)
            return;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        string ids = Json(all.Select(l => l.List.Id));
        await journaledLists.ReadAsync(flush.Transaction, row => passed.Add(row.GetString(0)), ids);
        await erasedLists.ReadAsync(flush.Transaction, row => passed.Add(row.GetString(0)), ids);
        var erased = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        await erasedVisitors.ReadAsync(
            flush.Transaction, row => erased[row.GetString(0)] = row.GetDateTime(1), Json(all.Select(l => l.List.VisitorId).OfType<string>().Distinct(StringComparer.Ordinal)));
        foreach (PackedList list in all)
        {
            bool gone = list.List.VisitorId is { } visitor && erased.TryGetValue(visitor, out DateTime at) && list.List.ServedUtc <= at;
            if (gone || !passed.Add(list.List.Id))
                continue;
            flush.Take(list);
            await StoreSnapshotAsync(flush, list);
        }
    }

    private async Task StoreSnapshotAsync(JournalFlush flush, PackedList list)
    {
        string shelf = list.ShelfVersion;
        if (snapshots.ContainsKey(shelf) || !HasParts(list) || !flush.Snapshots.Add(shelf))
            return;
        bool stored = false;
        await hasSnapshot.ReadAsync(flush.Transaction, _ => stored = true, shelf);
        if (stored)
            return;
        IReadOnlyList<PackedPart> parts = PartsOf(list, contentOf)!;
        foreach (PackedPart part in parts)
            await insertPart.RunAsync(flush.Transaction, part.Hash, part.Content);
        await insertSnapshot.RunAsync(flush.Transaction, shelf, SnapshotParts.Manifest(parts), flush.Now);
    }

    /// <summary>What the shelf of a list was built from; null when nobody knows it any more.</summary>
    public static IReadOnlyList<PackedPart>? PartsOf(PackedList list, Func<Shelf, ShelfContent?> contentOf) =>
        list.Parts ?? (list.Kept.Shelf is { } shelf && contentOf(shelf) is { } content ? SnapshotParts.Of(content) : null);

    private bool HasParts(PackedList list) => list.Parts is not null || (list.Kept.Shelf is { } shelf && contentOf(shelf) is not null);

    /// <summary>Counts every event id once, and finds the lists that the new events go back to.</summary>
    private async Task SelectEventsAsync(JournalFlush flush, IReadOnlyList<AppendWork> appends)
    {
        string[] events = [.. appends.SelectMany(a => a.Interactions).Select(i => i.EventId).Distinct(StringComparer.Ordinal)];
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        if (events.Length > 0)
        {
            await newEventIds.ReadAsync(flush.Transaction, row => fresh.Add(row.GetString(0)), Json(events), flush.Now);
            string[] known = [.. appends.SelectMany(a => a.Interactions).Select(i => i.ListId).OfType<string>().Distinct(StringComparer.Ordinal).Where(id => !flush.Journaled.ContainsKey(id))];
            if (known.Length > 0)
            {
                await journaledLists.ReadAsync(flush.Transaction, row => flush.Journaled[row.GetString(0)] =
                    new JournaledList(TextOrNull(row, 1), TextOrNull(row, 2), row.GetBoolean(3), DateTime.SpecifyKind(row.GetDateTime(4), DateTimeKind.Utc)), Json(known));
            }
        }

        foreach (AppendWork append in appends)
        {
            (int accepted, int duplicates) = Select(flush, append.Interactions, fresh);
            append.Receipt = new Receipt(append.Lists.Count(flush.Stored.Contains), accepted, duplicates);
        }
    }

    private static (int Accepted, int Duplicates) Select(JournalFlush flush, IReadOnlyList<Interaction> interactions, HashSet<string> fresh)
    {
        int accepted = 0, duplicates = 0;
        string? current = null;
        int index = -1;
        bool isNew = false;
        foreach (Interaction interaction in interactions)
        {
            // The same event twice in a row begins again at its first item.
            bool begins = interaction.EventId != current || interaction.ItemIndex <= index;
            index = interaction.ItemIndex;
            if (begins)
            {
                current = interaction.EventId;
                isNew = fresh.Remove(current);
                (accepted, duplicates) = isNew ? (accepted + 1, duplicates) : (accepted, duplicates + 1);
            }

            if (isNew)
                flush.Take(interaction);
        }

        return (accepted, duplicates);
    }

    /// <summary>Numbers lists and interactions in one order of time, a list before its events, and inserts them.</summary>
    private async Task InsertEntriesAsync(JournalFlush flush)
    {
        var entries = new List<(DateTime At, int Kind, int Index)>(flush.Lists.Count + flush.Interactions.Count);
        entries.AddRange(flush.Lists.Select((l, i) => (l.List.ServedUtc, 0, i)));
        entries.AddRange(flush.Interactions.Select((x, i) => (x.At, 1, i)));
        entries.Sort();
        long sequence = flush.Last;
        using JournalRows? rows = entries.Count >= JournalRows.Worth && BulkLoad.IsUsed(settings) ? new JournalRows() : null;
        foreach ((_, int kind, int index) in entries)
        {
            sequence++;
            object?[] values = kind == 0 ? JournalValues.Of(sequence, flush.Lists[index]) : JournalValues.Of(sequence, flush.Interactions[index]);
            if (rows is null)
                await (kind == 0 ? insertList : insertInteraction).RunAsync(flush.Transaction, values);
            else if (kind == 0)
                rows.AddList(values);
            else
                rows.AddInteraction(values);
        }

        if (rows is not null)
            await rows.WriteAsync(connection, flush.Transaction, settings);
        if (sequence != flush.Last)
            await moveHead.RunAsync(flush.Transaction, sequence);
    }

    private async Task<Erased> EraseAsync(JournalFlush flush, string visitorId)
    {
        if (await moveVisitor.RunAsync(flush.Transaction, visitorId, flush.Now) == 0)
            await insertVisitor.RunAsync(flush.Transaction, visitorId, flush.Now);
        await markLists.RunAsync(flush.Transaction, visitorId, flush.Now, false);
        await dropCheckpoints.RunAsync(flush.Transaction);
        int interactions = await deleteInteractions.RunAsync(flush.Transaction, visitorId);
        return new Erased(await deleteLists.RunAsync(flush.Transaction, visitorId), interactions);
    }

    private async Task AddCountsAsync(JournalFlush flush, IReadOnlyList<(OutcomeKey Key, long Count)> outcomes)
    {
        foreach ((DailyKey key, (long count, long pieces)) in flush.Daily)
        {
            object?[] values = [key.DayUtc, key.ProductId, JournalValues.NameOf(key.Kind), key.Journaled, count, pieces];
            if (await addDaily.RunAsync(flush.Transaction, values) == 0)
                await insertDaily.RunAsync(flush.Transaction, values);
        }

        foreach ((OutcomeKey key, long count) in outcomes)
        {
            if (await addHourly.RunAsync(flush.Transaction, key.HourUtc, key.Outcome, key.WithinMicroseconds, count) == 0)
                await insertHourly.RunAsync(flush.Transaction, key.HourUtc, key.Outcome, key.WithinMicroseconds, count);
        }
    }

    private async Task CleanLogAsync()
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            return;
        await using DbCommand checkpoint = connection.CreateCommand();
        checkpoint.CommandText = SqliteErasing.EmptyLog;
        await checkpoint.ExecuteNonQueryAsync();
    }

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Json(IEnumerable<string> texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (string text in texts)
                json.WriteStringValue(text);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
