using System.Data;
using System.Data.Common;
using System.Globalization;
using BackCare.App.Data;
using Microsoft.Data.SqlClient;

namespace BackCare.App.Events;

/// <summary>Lists and interactions of one flush as two bulk loads, where the database has such a thing.</summary>
internal sealed class JournalRows : IDisposable
{
    /// <summary>Entries from which on a bulk load takes less time than an insert for each.</summary>
    public const int Worth = 40;

    private readonly DataTable lists = Table(
        "ServedLists",
        ("Sequence", typeof(long)), ("Id", typeof(string)), ("ServedUtc", typeof(DateTime)), ("Outcome", typeof(string)), ("VisitorId", typeof(string)), ("SessionId", typeof(string)),
        ("ModelName", typeof(string)), ("ModelVersion", typeof(string)), ("ShelfVersion", typeof(string)), ("SchemaHash", typeof(string)), ("SymptomIds", typeof(string)),
        ("RegionIds", typeof(string)), ("ExperimentId", typeof(string)), ("Arm", typeof(string)), ("Simulated", typeof(bool)), ("Candidates", typeof(int)), ("Shown", typeof(int)),
        ("Packed", typeof(byte[])), ("Material", typeof(byte[])), ("ConsentVersion", typeof(string)), ("ConsentUtc", typeof(DateTime)));

    private readonly DataTable interactions = Table(
        "Interactions",
        ("Sequence", typeof(long)), ("EventId", typeof(string)), ("ItemIndex", typeof(int)), ("Kind", typeof(string)), ("ProductId", typeof(string)), ("ListId", typeof(string)),
        ("Position", typeof(int)), ("OccurredUtc", typeof(DateTime)), ("ReceivedUtc", typeof(DateTime)), ("VisitorId", typeof(string)), ("SessionId", typeof(string)),
        ("Quantity", typeof(int)), ("PriceMinor", typeof(long)), ("DwellMs", typeof(int)), ("Simulated", typeof(bool)));

    /// <summary>Adds a row with the values of <see cref="JournalSql.InsertList"/>.</summary>
    public void AddList(object?[] values) => lists.Rows.Add(values);

    /// <summary>Adds a row with the values of <see cref="JournalSql.InsertInteraction"/>.</summary>
    public void AddInteraction(object?[] values) => interactions.Rows.Add(values);

    /// <summary>Writes both, lists first.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, DatabaseSettings settings)
    {
        foreach (DataTable table in new[] { lists, interactions }.Where(t => t.Rows.Count > 0))
            await BulkLoad.WriteAsync((SqlConnection)connection, (SqlTransaction)transaction, table, settings, CancellationToken.None);
    }

    public void Dispose()
    {
        lists.Dispose();
        interactions.Dispose();
    }

    private static DataTable Table(string name, params (string Column, Type Type)[] columns)
    {
        var table = new DataTable(name) { Locale = CultureInfo.InvariantCulture };
        foreach ((string column, Type type) in columns)
            table.Columns.Add(column, type);
        return table;
    }
}
