using BackCare.App.Data;
using Microsoft.Data.SqlClient;

namespace BackCare.FunctionalTests.Data;

/// <summary>The same on SQL Server, on databases of their own that are dropped afterwards.</summary>
/// <remarks>
/// <c>BACKCARE_TEST_SQLSERVER</c> names a server (a connection string without a database). For an engine that only speaks its protocol, <c>BACKCARE_TEST_MAXBATCHSIZE</c>=1
/// does without MERGE, and the databases are made with nothing but their name.
/// </remarks>
public sealed class SqlServerContractTests : DatabaseContract
{
    private readonly string database = "BackCareTest_" + Guid.CreateVersion7().ToString("N");

    private static string? Server => Environment.GetEnvironmentVariable("BACKCARE_TEST_SQLSERVER");

    protected override async Task<IReadOnlyDictionary<string, string?>> SettingsAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), "Set BACKCARE_TEST_SQLSERVER to a SQL Server connection string to run this.");
        Assert.SkipWhen(Databases.MissingParts(DatabaseProvider.SqlServer) is not null, "This build has no Microsoft.SqlServer.Server package.");
        await OnServerAsync($"CREATE DATABASE [{database}]");
        return new Dictionary<string, string?>
        {
            ["Database:Provider"] = "SqlServer",
            ["ConnectionStrings:BackCare"] = new SqlConnectionStringBuilder(Server) { InitialCatalog = database }.ToString(),
            ["Database:MaxBatchSize"] = Environment.GetEnvironmentVariable("BACKCARE_TEST_MAXBATCHSIZE"),
            ["Database:BulkCopy"] = Environment.GetEnvironmentVariable("BACKCARE_TEST_BULKCOPY"),
            ["Models:Path"] = "none",
            ["Privacy:TombstonesPath"] = Path.Combine(Path.GetTempPath(), database + ".tombstones"),
        };
    }

    protected override async Task CleanUpAsync()
    {
        SqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE [{database}]");
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { InitialCatalog = "master", Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
