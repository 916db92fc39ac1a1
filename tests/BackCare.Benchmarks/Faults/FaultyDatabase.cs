using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BackCare.Benchmarks.Faults;

/// <summary>A database that can be taken away: a SQLite file, or the server that <c>BACKCARE_TEST_SQLSERVER</c> names behind a wire that is cut.</summary>
internal sealed class FaultyDatabase : IDisposable
{
    private static readonly string[] Endings = ["", "-wal", "-shm"];

    private readonly CuttingProxy? wire;
    private readonly string direct;
    private SqliteConnection? holder;

    private FaultyDatabase(string name, string direct, IReadOnlyDictionary<string, string> settings, CuttingProxy? wire, string file) =>
        (Name, this.direct, Settings, this.wire, File) = (name, direct, settings, wire, file);

    internal string Name { get; }

    internal string File { get; }

    internal bool IsServer => wire is not null;

    /// <summary>What a host is told to use it.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; }

    internal static FaultyDatabase Make(string folder)
    {
        string spool = Path.Combine(folder, "spool");
        if (Environment.GetEnvironmentVariable("BACKCARE_TEST_SQLSERVER") is not { Length: > 0 } server)
        {
            string file = Path.Combine(folder, "backcare.db");
            return new FaultyDatabase("SQLite", $"Data Source={file};Pooling=false",
                new Dictionary<string, string> { ["ConnectionStrings__BackCare"] = $"Data Source={file};Pooling=false", ["Journal__Spool"] = spool }, null, file);
        }
        var builder = new SqlConnectionStringBuilder(server) { InitialCatalog = string.Create(CultureInfo.InvariantCulture, $"backcare_faults_{Environment.ProcessId}_{Environment.TickCount64}") };
        string[] place = builder.DataSource.Replace("tcp:", "", StringComparison.Ordinal).Split(',');
        var wire = new CuttingProxy(place[0], place.Length > 1 ? int.Parse(place[1], CultureInfo.InvariantCulture) : 1433);
        string straight = builder.ToString(), name = builder.InitialCatalog;
        using (var master = new SqlConnection(new SqlConnectionStringBuilder(straight) { InitialCatalog = "master" }.ToString()))
        {
            // A start makes what is in a database; the database itself it makes only where the server knows ALTER DATABASE.
            master.Open();
            using SqlCommand create = master.CreateCommand();
            create.CommandText = $"CREATE DATABASE {name}";
            create.ExecuteNonQuery();
        }
        builder.DataSource = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1,{wire.Port}");
        var settings = new Dictionary<string, string> { ["Database__Provider"] = "SqlServer", ["ConnectionStrings__BackCare"] = builder.ToString(), ["Journal__Spool"] = spool };
        if (Environment.GetEnvironmentVariable("BACKCARE_TEST_MAXBATCHSIZE") is { Length: > 0 } batch) settings["Database__MaxBatchSize"] = batch;
        return new FaultyDatabase("SQL Server (TDS)", straight, settings, wire, "");
    }

    /// <summary>Takes it away. A server is silent for half of the time, then its connections are cut; a file gets another name, and whoever has it open cannot write it.</summary>
    internal async Task TakeAwayAsync(TimeSpan time)
    {
        if (wire is not null)
        {
            wire.Silence();
            await Task.Delay(time / 2);
            wire.Cut();
            await Task.Delay(time / 2);
            wire.Mend();
            return;
        }
        await HoldAsync();
        foreach (string ending in Endings.Where(e => System.IO.File.Exists(File + e))) System.IO.File.Move(File + ending, File + ".away" + ending);
        await Task.Delay(time);
        foreach (string ending in Endings.Where(e => System.IO.File.Exists(File + ".away" + e))) System.IO.File.Move(File + ".away" + ending, File + ending);
        await LetGoAsync();
    }

    /// <summary>Makes every answer of a server late, or keeps writers of a file out.</summary>
    internal async Task SlowAsync(TimeSpan time)
    {
        if (wire is not null)
        {
            wire.Delay = TimeSpan.FromSeconds(2);
            await Task.Delay(time);
            wire.Delay = TimeSpan.Zero;
            return;
        }
        await HoldAsync();
        await Task.Delay(time);
        await LetGoAsync();
    }

    internal async Task HoldAsync()
    {
        holder = new SqliteConnection(direct);
        await holder.OpenAsync();
        await ExecuteAsync(holder, "BEGIN IMMEDIATE");
    }

    internal async Task LetGoAsync()
    {
        await ExecuteAsync(holder!, "ROLLBACK");
        await holder!.DisposeAsync();
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    /// <summary>The first column of every row.</summary>
    internal async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using DbConnection connection = await OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    public void Dispose()
    {
        wire?.Dispose();
        holder?.Dispose();
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsServer ? new SqlConnection(direct) : new SqliteConnection(direct);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
