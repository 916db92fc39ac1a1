using System.Linq.Expressions;
using BackCare.App.Data;
using BackCare.App.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data.Translation;

public sealed class ServerTranslationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backcare-translation-").FullName;

    [Fact]
    public void A_query_as_it_was_written_for_sqlite_becomes_t_sql_with_its_values_as_parameters()
    {
        using SqliteBackCareDb db = Db();
        string role = "board";
        IQueryable<string> narrowed = db.Products.Where(p => p.Name == role).Select(p => p.Id);

        string sql = ServerTranslation.Translate<IAsyncEnumerable<KnowledgeEntry>>(db.Knowledge.Where(k => narrowed.Contains(k.Key)).OrderBy(k => k.Key).Take(3).Expression);

        Assert.Contains("SELECT TOP(@", sql, StringComparison.Ordinal);
        Assert.Contains("FROM [Products] AS [p]", sql, StringComparison.Ordinal);
        Assert.Contains("[p].[Name] = @role", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_that_sql_server_has_no_words_for_is_told()
    {
        using SqliteBackCareDb db = Db();
        Expression query = db.Products.Where(p => Guessed(p.Name)).Expression;

        Assert.Contains("could not be translated", Assert.Throws<InvalidOperationException>(() => ServerTranslation.Translate<IAsyncEnumerable<StoredProduct>>(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_use_case_asks_is_seen_with_the_method_that_asks()
    {
        await using ShopUnderTest shop = ShopUnderTest.OnFile(Path.Combine(folder, "backcare.db"));
        await shop.PrepareAsync();
        await shop.SendAsync(new EraseByAge.Command());

        Assert.Contains(ServerTranslation.Seen, seen => seen.Key.Contains("EraseByAge", StringComparison.Ordinal) && seen.Value.StartsWith("DELETE FROM", StringComparison.Ordinal));
        Assert.Contains(ServerTranslation.Seen, seen => seen.Key.StartsWith("BackCare.App.Data.Leases", StringComparison.Ordinal) && seen.Value.StartsWith("UPDATE", StringComparison.Ordinal));
    }

    [Fact]
    public void Methods_that_ask_are_read_off_the_code()
    {
        IReadOnlySet<string> sites = QuerySites.Of(typeof(Databases).Assembly);

        Assert.InRange(sites.Count, 120, 1_000);
        Assert.Contains(sites, s => s.Contains("EraseByAge", StringComparison.Ordinal));
        Assert.Contains(sites, s => s.StartsWith("BackCare.App.Data.Leases", StringComparison.Ordinal));
        Assert.DoesNotContain(sites, s => s.Contains("GetPicture+", StringComparison.Ordinal));
        Assert.All(EveryQuerySite.Elsewhere.Keys, named => Assert.Contains(named, sites));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static SqliteBackCareDb Db() => new(new DbContextOptionsBuilder<SqliteBackCareDb>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System);

    private static bool Guessed(string name) => name.Length % 2 == 0;
}
