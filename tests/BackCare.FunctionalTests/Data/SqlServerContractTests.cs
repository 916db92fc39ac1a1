using BackCare.App.Data;
using Microsoft.Data.SqlClient;

namespace BackCare.FunctionalTests.Data;

/// <summary>The same on SQL Server, on databases of their own that are dropped afterwards.</summary>
public sealed class SqlServerContractTests : DatabaseContract
{
    protected override Task<IReadOnlyDictionary<string, string?>> SettingsAsync()
    {
        string? server = Environment.GetEnvironmentVariable("BACKCARE_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "Set BACKCARE_TEST_SQLSERVER to a SQL Server connection string to run this.");
        Assert.SkipWhen(Databases.MissingParts(DatabaseProvider.SqlServer) is not null, "This build has no Microsoft.SqlServer.Server package.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = "BackCareTest_" + Guid.CreateVersion7().ToString("N") };
        return Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>
        {
            ["Database:Provider"] = "SqlServer",
            ["ConnectionStrings:BackCare"] = connection.ToString(),
            ["Database:MaxBatchSize"] = Environment.GetEnvironmentVariable("BACKCARE_TEST_MAXBATCHSIZE"),
            ["Models:Path"] = "none",
            ["Privacy:TombstonesPath"] = Path.Combine(Path.GetTempPath(), connection.InitialCatalog + ".tombstones"),
        });
    }

    protected override async Task CleanUpAsync(Func<BackCareDb> open)
    {
        await using BackCareDb db = open();
        await db.Database.EnsureDeletedAsync();
    }
}
