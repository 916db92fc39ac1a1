using BackCare.App.Data;

namespace BackCare.FunctionalTests.Data;

public sealed class SqliteContractTests : DatabaseContract
{
    // Seeding takes most of a test's time, so it is done once and every test starts on a copy of the file.
    private static readonly Lazy<Task<string>> Seeded = new(SeedAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-sqlite-").FullName;

    protected override async Task<IReadOnlyDictionary<string, string?>> SettingsAsync()
    {
        string file = Path.Combine(folder, "backcare.db");
        File.Copy(await Seeded.Value, file);
        return new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={file}", ["Models:Path"] = "none" };
    }

    protected override Task CleanUpAsync(Func<BackCareDb> open)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private static async Task<string> SeedAsync()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("backcare-sqlite-seeded-").FullName, "backcare.db");
        await using ShopUnderTest shop = ShopUnderTest.OnFile(file);
        await shop.PrepareAsync();
        return file;
    }
}
