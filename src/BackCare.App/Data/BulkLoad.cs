using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Data;

/// <summary>Many new rows at once: as one bulk load where the provider has one, else with the context's next save (docs/decisions/0103-bulk-load.md).</summary>
internal static class BulkLoad
{
    /// <summary>True when rows travel as a bulk load.</summary>
    public static bool IsUsed(DatabaseSettings settings) => settings is { Provider: DatabaseProvider.SqlServer, BulkCopy: true };

    /// <summary>Adds new rows in the context's transaction: a bulk load writes them now, and moves the catalog version when the shelf shows them; else the caller's save does.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="settings">Whether there is a bulk load.</param>
    /// <param name="rows">The rows, whole: the database makes up no value of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task AddNewAsync<T>(this BackCareDb db, DatabaseSettings settings, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
            return;
        if (!IsUsed(settings))
        {
            db.Set<T>().AddRange(rows);
            return;
        }

        IDbContextTransaction transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("A bulk load needs a transaction: part of the rows would stay when it breaks off.");
        foreach (IShelfRow row in rows.OfType<IShelfRow>())
            row.Version = Math.Max(1, row.Version);
        using DataTable table = TableOf(db.Model.FindEntityType(typeof(T))!, rows);
        await WriteAsync((SqlConnection)db.Database.GetDbConnection(), (SqlTransaction)transaction.GetDbTransaction(), table, settings, cancellationToken);
        if (typeof(T).IsAssignableTo(typeof(IShelfRow)))
            await db.MoveCatalogVersionAsync(cancellationToken);
    }

    /// <summary>Writes a table whose name and columns are the database's.</summary>
    public static async Task WriteAsync(SqlConnection connection, SqlTransaction transaction, DataTable table, DatabaseSettings settings, CancellationToken cancellationToken)
    {
        // Constraints are checked, as they are for other inserts: SQL Server would else no longer trust them.
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction)
        {
            DestinationTableName = $"[{table.TableName}]",
            BulkCopyTimeout = (int)(settings.CommandTimeout?.TotalSeconds ?? 30),
        };
        foreach (DataColumn column in table.Columns)
            copy.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await copy.WriteToServerAsync(table, cancellationToken);
    }

    private static DataTable TableOf<T>(IEntityType type, IReadOnlyCollection<T> rows)
    {
        IProperty[] properties = [.. type.GetProperties()];
        var table = new DataTable(type.GetTableName()) { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (IProperty property in properties)
        {
            Type stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            table.Columns.Add(property.GetColumnName(), Nullable.GetUnderlyingType(stored) ?? stored);
        }

        foreach (T row in rows)
            table.Rows.Add([.. properties.Select(property => ValueOf(property, row))]);
        return table;
    }

    private static object ValueOf<T>(IProperty property, T row)
    {
        object? value = property.PropertyInfo!.GetValue(row);
        return (value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value) ?? DBNull.Value;
    }
}
