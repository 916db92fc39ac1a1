using BackCare.App;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.FunctionalTests.Hosting;

/// <summary>What a first start leaves in an empty folder, made once a run: migrating and seeding would take most of each test's time.</summary>
public static class SeededDatabase
{
    private static readonly Lazy<string> Made = new(static () => MakeAsync().GetAwaiter().GetResult());

    /// <summary>Puts a copy of it there.</summary>
    public static void CopyTo(string file) => File.Copy(Made.Value, file);

    private static async Task<string> MakeAsync()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("backcare-seeded-").FullName, "backcare.db");
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:BackCare"] = $"Data Source={file};Pooling=false",
            ["Models:Path"] = "none",
        }).Build();
        await using (ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(configuration).BuildServiceProvider())
        {
            StartupReport report = await services.GetRequiredService<BackCareStartup>().PrepareAsync();
            Assert.Equal((null, true, true), (report.Refusal, report.Migrated, report.Imported));
        }

        // The copy is of one file: what SQLite keeps beside it goes in first.
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await using SqliteCommand checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        return file;
    }
}
