using System.Data;
using System.Data.Common;
using System.Globalization;

namespace BackCare.App.Events;

/// <summary>One statement of an open connection, prepared once and run with many values.</summary>
internal sealed class Statement : IDisposable
{
    private readonly DbCommand command;

    public Statement(DbConnection connection, string sql, params ReadOnlySpan<DbType> types)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
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
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
