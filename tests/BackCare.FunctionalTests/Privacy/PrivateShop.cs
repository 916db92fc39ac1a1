using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>A shop without a web host in a folder of its own, with a visitor who consented and whose answers it keeps.</summary>
internal sealed class PrivateShop : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("backcare-privacy-").FullName;

    public string Database => Path.Combine(Folder, "backcare.db");

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>Opens it and makes it ready; a second one on the same folder is a replica.</summary>
    public Task<ShopUnderTest> OpenAsync(params (string Name, string Value)[] settings) => OpenAsync(null, settings);

    /// <summary>The same by a clock of the test's own.</summary>
    public async Task<ShopUnderTest> OpenAsync(TimeProvider? clock, params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> all = new()
        {
            ["ConnectionStrings:BackCare"] = $"Data Source={Database};Pooling=false",
            ["Models:Path"] = Path.Combine(Folder, "models"),
        };
        foreach ((string name, string value) in settings)
            all[name] = value;
        if (!File.Exists(Database))
            SeededDatabase.CopyTo(Database);
        var shop = new ShopUnderTest(all, clock: clock);
        Assert.Null((await shop.PrepareAsync()).Refusal);
        return shop;
    }

    /// <summary>A list that the visitor agreed to have kept, once it is durable.</summary>
    public static async Task<string> KeepListAsync(ShopUnderTest shop, string visitor, Action<GetRecommendations.Query>? change = null)
    {
        var query = new GetRecommendations.Query
        {
            Symptoms = ["heel_pain_first_step"],
            VisitorId = visitor,
            Consent = new ConsentForm("test", shop.Get<TimeProvider>().GetUtcNow().UtcDateTime),
        };
        change?.Invoke(query);
        string id = (await shop.SendAsync(query)).Value.RecommendationId;
        await shop.Get<EventJournal>().FlushAsync(Ended);
        return id;
    }

    /// <summary>True when a text stands anywhere in the database's files.</summary>
    public bool FilesHold(string text) => Directory.EnumerateFiles(Folder, "backcare.db*").Where(path => !path.EndsWith(".tombstones", StringComparison.Ordinal)).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    });

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
