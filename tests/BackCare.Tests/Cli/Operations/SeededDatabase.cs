using BackCare.Cli;
using Microsoft.Data.Sqlite;

namespace BackCare.Tests.Cli.Operations;

/// <summary>A database that a start made, once; each test takes a copy and breaks it.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-ops-").FullName;

    private string Source => Path.Combine(folder, "backcare.db");

    public async ValueTask InitializeAsync()
    {
        await using (await Shop.OpenAsync(Source, TextWriter.Null, CancellationToken.None)) { }
        Run(Source, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
    }

    /// <summary>A copy in a folder of the test's.</summary>
    public string CopyTo(string file)
    {
        File.Copy(Source, file);
        return file;
    }

    /// <summary>Runs a statement; -1 rows for one that changes none.</summary>
    public static int Run(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value that a statement reads.</summary>
    public static object? Read(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
