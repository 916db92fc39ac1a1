using System.Text.RegularExpressions;
using BackCare.App.Data;
using BackCare.App.Data.Schema;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackCare.FunctionalTests.Data;

public sealed class MigrationTests
{
    // Texts without a bound of their own: JSON, lists and long texts, none of which is a key or searched by SQL.
    private static readonly string[] Unbounded =
    [
        "ApiKeys.AllowedNetworks", "ApiKeys.AllowedOrigins", "Changes.After", "Changes.Before", "ColumnChoices.Fields", "EvidenceOverrides.Note", "EvidenceOverrides.SourceIds", "Imports.Differences",
        "Imports.Examples", "Imports.Failure", "Imports.Fields", "Imports.FirstProblems", "Imports.Header", "KeptPlans.Plan", "Knowledge.Cells", "KnowledgeProposals.Cases",
        "KnowledgeProposals.Rows", "Passkeys.Data", "Products.Attributes", "Products.Description", "ProtectionKeys.Xml", "Rules.Brands", "Rules.CategoryIds", "Rules.ProductIds", "Rules.Queries",
        "Rules.RegionIds", "Rules.SymptomIds", "ServedLists.RegionIds", "ServedLists.SymptomIds", "ShelfSnapshots.Manifest", "StagedProducts.After", "StagedProducts.Attributes",
        "StagedProducts.Before", "StagedProducts.Description", "TrainingRuns.Checks", "TrainingRuns.Failure", "TrainingRuns.Log", "Writes.Location",
    ];

    [Fact]
    public void Sqlite_migrations_are_up_to_date_with_the_model()
    {
        using var db = new SqliteBackCareDb(new DbContextOptionsBuilder<SqliteBackCareDb>().UseSqlite("Data Source=:memory:").Options, TimeProvider.System);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public void Sql_server_migrations_are_up_to_date_with_the_model()
    {
        using SqlServerBackCareDb db = Server();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public async Task The_script_for_sql_server_needs_no_server_and_fits_a_database_of_any_age()
    {
        using SqlServerBackCareDb db = Server();
        GetMigrationScript.Response made = (await ScriptAsync("SqlServer", new GetMigrationScript.Query())).Value;

        Assert.True(made.Idempotent);
        foreach (string migration in db.Database.GetMigrations())
            Assert.Contains($"INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])\n    VALUES (N'{migration}'", made.Script.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        foreach (ITable table in db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables)
            Assert.Matches(new Regex($@"IF NOT EXISTS \(\s*SELECT \* FROM \[__EFMigrationsHistory\]\s*WHERE \[MigrationId\] = N'\w+'\s*\)\s*BEGIN\s*CREATE TABLE \[{table.Name}\]"), made.Script);
        // Whatever changes anything stands behind the question whether it was done.
        string[] steps = Regex.Split(made.Script, @"^GO\s*$", RegexOptions.Multiline);
        Assert.All(steps.Where(s => Regex.IsMatch(s, @"\b(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE)\b")), s => Assert.Matches(@"^\s*(BEGIN TRANSACTION;\s*)?IF (NOT EXISTS|OBJECT_ID)", s));
        Assert.EndsWith("COMMIT;\nGO", made.Script.ReplaceLineEndings("\n").TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_may_begin_at_a_migration_and_names_those_there_are_when_it_is_none()
    {
        GetMigrationScript.Response later = (await ScriptAsync("Sqlite", new GetMigrationScript.Query("Imports"))).Value;
        Answer<GetMigrationScript.Response> unknown = await ScriptAsync("Sqlite", new GetMigrationScript.Query("Easter"));

        Assert.False(later.Idempotent);
        Assert.DoesNotContain("CREATE TABLE \"Products\"", later.Script, StringComparison.Ordinal);
        Assert.Contains("IX_ErasedVisitors_ErasedUtc", later.Script, StringComparison.Ordinal);
        Assert.StartsWith("There is no migration 'Easter'. Those of Sqlite are: 20261122083852_Initial,", unknown.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_on_sql_server_has_a_bound_unless_there_is_none_to_know()
    {
        using SqlServerBackCareDb db = Server();

        Assert.Equal(Unbounded, Columns(db).Where(c => c.Column.StoreType is "nvarchar(max)" or "varchar(max)").Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Text_on_sql_server_is_told_apart_letter_by_letter_as_it_is_on_sqlite()
    {
        using SqlServerBackCareDb db = Server();
        // A passkey's data is JSON as the framework writes it; nothing is compared with it.
        (string Name, IColumn Column)[] text = [.. Columns(db).Where(c => c.Column.StoreType.Contains("char", StringComparison.Ordinal) && c.Name != "Passkeys.Data")];

        Assert.InRange(text.Length, 200, 1_000);
        Assert.All(text, c => Assert.Equal("Latin1_General_100_BIN2", c.Column.Collation));
    }

    [Theory]
    [InlineData("ServedLists", "Sequence")]
    [InlineData("Interactions", "Sequence")]
    [InlineData("DailyCounts", "DayUtc")]
    [InlineData("HourlyOutcomes", "HourUtc")]
    [InlineData("RecordedEvents", "ReceivedUtc")]
    public void What_grows_for_ever_lies_in_the_order_of_time(string table, string first)
    {
        using SqlServerBackCareDb db = Server();
        IEntityType type = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Single(t => t.GetTableName() == table);
        IReadOnlyList<IProperty> clustered = type.GetIndexes().SingleOrDefault(i => i.IsClustered() == true)?.Properties ?? type.FindPrimaryKey()!.Properties;

        Assert.Equal(first, clustered[0].GetColumnName());
    }

    private static IEnumerable<(string Name, IColumn Column)> Columns(SqlServerBackCareDb db) =>
        db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Select(c => ($"{t.Name}.{c.Name}", (IColumn)c)));

    private static SqlServerBackCareDb Server() => new(new DbContextOptionsBuilder<SqlServerBackCareDb>().UseSqlServer("Server=none").Options, TimeProvider.System);

    private static async Task<Answer<GetMigrationScript.Response>> ScriptAsync(string provider, GetMigrationScript.Query query)
    {
        await using var shop = new ShopUnderTest(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider,
            ["ConnectionStrings:BackCare"] = provider == "Sqlite" ? $"Data Source={Path.Combine(Path.GetTempPath(), "backcare-none.db")}" : "Server=none;Database=none",
        });
        return await shop.SendAsync(query);
    }
}
