using System.Security.Cryptography;
using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Serving;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace BackCare.FunctionalTests.Data;

public sealed class StartupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-start-").FullName;

    private string Database => Path.Combine(folder, "data", "backcare.db");

    [Fact]
    public async Task The_first_start_creates_migrates_and_seeds_and_the_second_changes_no_byte()
    {
        StartupReport first = await StartAsync();
        byte[] before = SHA256.HashData(File.ReadAllBytes(Database));
        StartupReport second = await StartAsync();

        Assert.Equal((null, true, true), (first.Refusal, first.Migrated, first.Imported));
        Assert.Equal((null, false, false), (second.Refusal, second.Migrated, second.Imported));
        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(Database)));
    }

    [Fact]
    public async Task Two_programs_may_start_on_the_same_empty_folder_at_once()
    {
        StartupReport[] both = await Task.WhenAll(Task.Run(StartAsync), Task.Run(StartAsync));

        Assert.All(both, report => Assert.Null(report.Refusal));
        await using ShopUnderTest shop = ShopUnderTest.OnFile(Database);
        await shop.PrepareAsync();
        Assert.Equal(110, shop.Get<ShelfHost>().Current!.Products.Count);
    }

    [Fact]
    public async Task The_database_keeps_a_write_ahead_log_and_foreign_keys()
    {
        await StartAsync();
        await using ShopUnderTest shop = ShopUnderTest.OnFile(Database);
        await using BackCareDb db = shop.Open();

        Assert.Equal("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
        Assert.Equal("1", await ScalarAsync(db, "PRAGMA foreign_keys"));
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is 'Oracle': write Sqlite or SqlServer.")]
    [InlineData("Database:Provider", "SqlServer", "ConnectionStrings:BackCare is empty")]
    [InlineData("Database:MaxBatchSize", "many", "Database:MaxBatchSize is 'many': write a whole number from 1 to 1000")]
    [InlineData("Database:Retries", "often", "Database:Retries is 'often': write a whole number from 0 to 20, or leave it out.")]
    [InlineData("Database:RetrySeconds", "0", "Database:RetrySeconds is '0': write a whole number from 1 to 300, or leave it out.")]
    [InlineData("Database:CommandSeconds", "-1", "Database:CommandSeconds is '-1': write a whole number from 1 to 3600, or leave it out.")]
    [InlineData("Database:BulkCopy", "yes", "Database:BulkCopy is 'yes': write true or false, or leave it out.")]
    [InlineData("Database:MigrateAtStart", "1", "Database:MigrateAtStart is '1': write true or false, or leave it out.")]
    [InlineData("ConnectionStrings:BackCare", "Colour=Blue", "ConnectionStrings:BackCare is no SQLite connection string")]
    public async Task A_wrong_setting_is_refused_by_name_value_and_remedy(string setting, string value, string said)
    {
        await using var shop = new ShopUnderTest(new Dictionary<string, string?> { [setting] = value });

        Assert.Contains(said, (await shop.PrepareAsync()).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=db", "ConnectionStrings:BackCare names no database: add Database=BackCare to it")]
    [InlineData("Colour=Blue", "ConnectionStrings:BackCare is no SQL Server connection string")]
    public async Task A_connection_string_for_sql_server_is_read_before_anything_is_asked(string connection, string said)
    {
        await using var shop = new ShopUnderTest(new Dictionary<string, string?> { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:BackCare"] = connection });

        Assert.Contains(said, (await shop.PrepareAsync()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_may_not_migrate_refuses_a_database_that_is_behind_and_starts_on_one_that_is_not()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={Database}", ["Models:Path"] = "none", ["Database:MigrateAtStart"] = "false" };
        await using (var early = new ShopUnderTest(settings))
        {
            StartupReport refused = await early.PrepareAsync();
            Assert.Contains("has no tables yet, this program needs", refused.Refusal, StringComparison.Ordinal);
            Assert.Contains("Run 'backcare migrate'", refused.Refusal, StringComparison.Ordinal);
            Assert.False(File.Exists(Database));
        }

        await StartAsync();
        await using var late = new ShopUnderTest(settings);
        Assert.Equal((null, false), ((await late.PrepareAsync()).Refusal, (await late.PrepareAsync()).Migrated));
    }

    [Fact]
    public void A_password_may_come_apart_from_the_connection_string_and_only_once()
    {
        DatabaseSettingsReading joined = Read("Server=db;Database=BackCare;User Id=backcare_web", "a;b'c\"d");
        Assert.Equal("a;b'c\"d", new SqlConnectionStringBuilder(joined.Required.ConnectionString).Password);

        string? twice = Read("Server=db;Database=BackCare;User Id=backcare_web;Password=one", "two").Refusal;
        Assert.Equal("Database:Password is set and ConnectionStrings:BackCare holds a password too: leave one of them out.", twice);

        static DatabaseSettingsReading Read(string connection, string password) => DatabaseSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Database:Provider", "SqlServer"), new("ConnectionStrings:BackCare", connection), new("Database:Password", password)]).Build());
    }

    [Fact]
    public async Task Sql_server_without_its_package_is_said_in_one_sentence()
    {
        Assert.SkipWhen(Databases.MissingParts(DatabaseProvider.SqlServer) is null, "This build has the Microsoft.SqlServer.Server package.");
        await using var shop = new ShopUnderTest(new Dictionary<string, string?> { ["Database:Provider"] = "SqlServer", ["ConnectionStrings:BackCare"] = "Server=nowhere;Database=none" });

        Assert.StartsWith("SQL Server is chosen, but this build has no Microsoft.SqlServer.Server package", (await shop.PrepareAsync()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_may_be_inserted_one_at_a_time_for_engines_without_merge()
    {
        await using var shop = new ShopUnderTest(new Dictionary<string, string?>
        {
            ["ConnectionStrings:BackCare"] = $"Data Source={Database}",
            ["Database:MaxBatchSize"] = "1",
        });

        Assert.True((await shop.PrepareAsync()).Imported);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string?> ScalarAsync(BackCareDb db, string sql)
    {
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }

    private async Task<StartupReport> StartAsync()
    {
        await using ShopUnderTest shop = ShopUnderTest.OnFile(Database);
        return await shop.PrepareAsync();
    }
}
