using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace BackCare.FunctionalTests.Scale;

/// <summary>Three web hosts as processes, one database, one models folder and one proxy: SQLite on this machine, or SQL Server when <c>BACKCARE_TEST_SQLSERVER</c> names one.</summary>
public sealed class ThreeReplicas : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-replicas-").FullName;
    private readonly Dictionary<string, string?> settings;

    public ThreeReplicas()
    {
        settings = new(Database())
        {
            ["Models:Path"] = Models.Folder,
            ["RateLimit:Enabled"] = "false",
            // A little longer than the proxy keeps idle connections.
            ["Shutdown:DrainSeconds"] = "2.5",
            ["Training:Schedule"] = "* * * * * ?",
        };
    }

    public ModelsOnDisk Models { get; } = new();

    internal ReplicaProcess[] All { get; private set; } = [];

    internal ProxyProcess Proxy { get; private set; } = null!;

    internal ShopUnderTest Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (ProxyProcess.WhyNot is not null) return;
        Shop = new ShopUnderTest(settings.Where(s => s.Key != "Training:Schedule").ToDictionary());
        Assert.Null((await Shop.PrepareAsync()).Refusal);
        Answer<CreateAccount.Response> made = await Shop.SendAsync(new CreateAccount.Command(SignedIn.EmailOf(AccountRole.Admin), AccountRole.Admin, Actor.Console, SignedIn.Password));
        Assert.Null(made.Refusal);
        All = [.. Enumerable.Range(0, 3).Select(_ => new ReplicaProcess(settings))];
        await Task.WhenAll(All.Select(replica => replica.StartAsync(CancellationToken.None)));
        Proxy = await ProxyProcess.StartAsync(All.Select(replica => replica.Place), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Proxy?.Dispose();
        foreach (ReplicaProcess replica in All) replica.Dispose();
        if (Shop is not null)
        {
            if (settings["Database:Provider"] == nameof(DatabaseProvider.SqlServer))
            {
                await using BackCareDb db = Shop.Open();
                await db.Database.EnsureDeletedAsync();
            }

            await Shop.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Models.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Waits until every replica says so of itself; the test's own limit ends it when one never does.</summary>
    internal async Task AllSayAsync(Predicate<System.Text.Json.Nodes.JsonNode> reached, CancellationToken cancellationToken)
    {
        foreach (ReplicaProcess replica in All)
        {
            while (await replica.ReadinessAsync(cancellationToken) is not { } readiness || !reached(readiness.Said))
                await Task.Delay(10, cancellationToken);
        }
    }

    private Dictionary<string, string?> Database()
    {
        string? server = Environment.GetEnvironmentVariable("BACKCARE_TEST_SQLSERVER");
        if (string.IsNullOrEmpty(server))
            return new() { ["Database:Provider"] = nameof(DatabaseProvider.Sqlite), ["ConnectionStrings:BackCare"] = $"Data Source={Path.Combine(folder, "backcare.db")}" };
        return new()
        {
            ["Database:Provider"] = nameof(DatabaseProvider.SqlServer),
            ["ConnectionStrings:BackCare"] = new SqlConnectionStringBuilder(server) { InitialCatalog = "BackCareScale_" + Guid.CreateVersion7().ToString("N") }.ToString(),
            ["Database:MaxBatchSize"] = Environment.GetEnvironmentVariable("BACKCARE_TEST_MAXBATCHSIZE"),
        };
    }
}
