using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Data;

public sealed class SqliteContractTests : DatabaseContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-sqlite-").FullName;

    protected override Task<IReadOnlyDictionary<string, string?>> SettingsAsync()
    {
        string file = Path.Combine(folder, "backcare.db");
        SeededDatabase.CopyTo(file);
        return Task.FromResult<IReadOnlyDictionary<string, string?>>(
            new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={file}", ["Models:Path"] = "none" });
    }

    protected override Task CleanUpAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
