using System.Data.Common;
using BackCare.App.Accounts;
using BackCare.App.Catalog;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.Domain.Learn.Simulation;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.FunctionalTests.Data;

/// <summary>Use cases with a transaction of their own, on a database that breaks off at one statement after the other: each does its work once, whole.</summary>
public sealed class RetryTests : IDisposable
{
    private static readonly Actor Owner = new("owner-1", "owner@example.org", AccountRole.Owner);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-retry-").FullName;
    private readonly Breaking database = new();

    public static TheoryData<string> UseCases => ["create account", "change role", "import", "simulated products", "erase by age"];

    [Theory]
    [MemberData(nameof(UseCases))]
    public async Task A_use_case_that_is_broken_off_at_any_statement_does_its_work_once(string useCase)
    {
        await using ShopUnderTest shop = await OpenAsync();
        (Func<int, Task> run, Func<BackCareDb, Task<string>> look) = Case(shop, useCase);

        await run(0);
        string whole = await LookAsync(shop, look);
        database.CountFrom();
        await run(1);
        int statements = database.Statements;
        Assert.InRange(statements, 2, 400);
        Assert.Equal(0, database.Broken);

        // At the first, the last and some in between.
        int[] at = [.. Enumerable.Range(0, 5).Select(i => 1 + (i * (statements - 1) / 4)).Distinct()];
        for (int i = 0; i < at.Length; i++)
        {
            database.BreakAt(at[i]);
            await run(2 + i);
            Assert.Equal(1, database.Broken);
        }

        Assert.Equal(whole.Replace("#", $"{2 + at.Length}", StringComparison.Ordinal), await LookAsync(shop, look));
    }

    [Fact]
    public async Task A_database_that_stays_away_is_told_after_the_last_try()
    {
        await using ShopUnderTest shop = await OpenAsync();
        database.BreakAt(1, forEver: true);

        RetryLimitExceededException fault = await Assert.ThrowsAsync<RetryLimitExceededException>(() => shop.SendAsync(new CreateAccount.Command("a@example.org", AccountRole.Admin, Owner)));

        Assert.True(DatabaseFaults.Is(fault));
        Assert.Equal(1 + RetryOnBroken.MostRetries, database.Broken);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A way to do a use case again and again, and what the database then says: # stands for how often it was done.</summary>
    private static (Func<int, Task> Run, Func<BackCareDb, Task<string>> Look) Case(ShopUnderTest shop, string useCase) => useCase switch
    {
        "create account" => (
            n => DoneAsync(shop.SendAsync(new CreateAccount.Command($"anna{n}@example.org", AccountRole.Admin, Owner))),
            async db => $"{Sharp(await db.Accounts.CountAsync(Cancelled))} {Sharp(await db.AuditEntries.CountAsync(Cancelled))}"),
        "change role" => (
            async n =>
            {
                await shop.SendAsync(new CreateAccount.Command("role@example.org", AccountRole.Analyst, Owner));
                await DoneAsync(shop.SendAsync(new ChangeRole.Command("role@example.org", n % 2 == 0 ? AccountRole.Admin : AccountRole.Analyst, Owner)));
            },
            async db => Sharp(await db.AuditEntries.CountAsync(e => e.Action == "account.role-changed", Cancelled))),
        "import" => (
            async n =>
            {
                await using BackCareDb db = shop.Open();
                await db.Knowledge.Where(k => k.Table == "qualifiers").ExecuteDeleteAsync(Cancelled);
                await DoneAsync(shop.SendAsync(new ImportKnowledge.Command()));
            },
            async db => $"{await db.Knowledge.CountAsync(Cancelled)} rows"),
        "simulated products" => (
            n => DoneAsync(shop.SendAsync(new AddSimulatedProducts.Command(3 * (n + 1), 7))),
            async db => Sharp(await db.Products.CountAsync(p => p.Id.StartsWith(SimulatedCatalog.IdPrefix), Cancelled) / 3)),
        _ => (
            async n =>
            {
                await using BackCareDb db = shop.Open();
                await db.Leases.ExecuteDeleteAsync(Cancelled);
                db.ServedLists.Add(Old(n));
                await db.SaveChangesAsync(Cancelled);
                await DoneAsync(shop.SendAsync(new EraseByAge.Command()));
            },
            async db => $"{await db.ServedLists.CountAsync(Cancelled)} {Sharp(await db.ErasedLists.CountAsync(Cancelled))}"),
    };

    private static string Sharp(int count) => count == 1 ? "#" : $"{count}";

    private static StoredList Old(int n) => new()
    {
        Sequence = n + 1,
        Id = $"old-{n}",
        ServedUtc = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Outcome = "products",
        ModelName = "knowledge",
        ModelVersion = "1",
        ShelfVersion = "1",
        SchemaHash = "",
        Packed = [],
    };

    private static async Task DoneAsync<T>(Task<Answer<T>> work)
        where T : notnull => Assert.Null((await work).Refusal);

    private static async Task<string> LookAsync(ShopUnderTest shop, Func<BackCareDb, Task<string>> look)
    {
        await using BackCareDb db = shop.Open();
        return await look(db);
    }

    private async Task<ShopUnderTest> OpenAsync()
    {
        SeededDatabase.CopyTo(Path.Combine(folder, "backcare.db"));
        var shop = new ShopUnderTest(
            new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={Path.Combine(folder, "backcare.db")}", ["Models:Path"] = "none", ["Journal:TrustClock"] = "true" },
            builder => builder.AddInterceptors(database).ReplaceService<IExecutionStrategyFactory, RetriesOnBroken>());
        Assert.Null((await shop.PrepareAsync()).Refusal);
        return shop;
    }

    private sealed class BrokenOff() : DbException("The connection was cut.");

    private sealed class RetriesOnBroken(ExecutionStrategyDependencies dependencies) : IExecutionStrategyFactory
    {
        public IExecutionStrategy Create() => new RetryOnBroken(dependencies);
    }

    private sealed class RetryOnBroken(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, MostRetries, TimeSpan.FromMilliseconds(1))
    {
        public const int MostRetries = 2;

        protected override bool ShouldRetryOn(Exception exception) => exception is BrokenOff;

        protected override TimeSpan? GetNextDelay(Exception lastException) => base.GetNextDelay(lastException) is null ? null : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Counts statements of transactions, and breaks one of them off.</summary>
    private sealed class Breaking : DbCommandInterceptor
    {
        private int breakAt;
        private bool forEver;

        public int Statements { get; private set; }

        public int Broken { get; private set; }

        public void CountFrom() => BreakAt(0);

        public void BreakAt(int statement, bool forEver = false) => (Statements, Broken, breakAt, this.forEver) = (0, 0, statement, forEver);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Meet(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Meet(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Meet(DbCommand command)
        {
            if (command.Transaction is null || breakAt < 0)
                return;
            Statements++;
            if (Statements != breakAt && !(forEver && Statements >= breakAt && breakAt > 0))
                return;
            Broken++;
            throw new BrokenOff();
        }
    }
}
