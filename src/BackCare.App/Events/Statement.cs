using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace BackCare.App.Events;

/// <summary>One statement of an open connection, prepared once and run with many values.</summary>
internal sealed class Statement : IDisposable
{
    private const int LongestInline = 4_000;

    private readonly DbCommand command;
    private readonly bool isSqlServer;

    public Statement(DbConnection connection, string sql, params ReadOnlySpan<DbType> types)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        isSqlServer = command is SqlCommand;
        for (int i = 0; i < types.Length; i++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            parameter.DbType = types[i];
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Runs it inside a transaction; null stands for NULL.</summary>
    public Task<int> RunAsync(DbTransaction transaction, params ReadOnlySpan<object?> values)
    {
        Fill(transaction, values);
        return command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs it inside a transaction and hands over every row.</summary>
    public async Task ReadAsync(DbTransaction transaction, Action<DbDataReader> take, params object?[] values)
    {
        Fill(transaction, values);
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            take(reader);
    }

    public void Dispose() => command.Dispose();

    private void Fill(DbTransaction transaction, ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
        {
            DbParameter parameter = command.Parameters[i];
            parameter.Value = values[i] ?? DBNull.Value;
            // SQL Server keeps a plan for every length of a text that it meets, unless it is told one; SQLite would cut a longer text off.
            if (isSqlServer && parameter.DbType == DbType.String)
                parameter.Size = values[i] is string { Length: > LongestInline } ? -1 : LongestInline;
        }
    }
}
