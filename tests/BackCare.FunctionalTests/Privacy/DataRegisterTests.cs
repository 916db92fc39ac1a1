using BackCare.App.Data;
using BackCare.App.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackCare.FunctionalTests.Privacy;

/// <summary>The schema's tags against the model of both providers.</summary>
[Trait("Rule", "RQ01")]
public sealed class DataRegisterTests
{
    private static readonly string[] Telling =
        ["Visitor", "Session", "Symptom", "Region", "Answer", "Condition", "Email", "UserName", "Actor", "DecidedBy", "RequestedBy", "ProposedBy", "StartedBy", "StoppedBy", "Appeal", "Author"];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.SqlServer)]
    public async Task Every_table_is_registered_and_of_those_about_people_every_text_and_byte_column(DatabaseProvider provider)
    {
        await using BackCareDb db = Open(provider);
        Dictionary<string, IEntityType> tables = db.Model.GetEntityTypes().Where(t => !t.IsMappedToJson()).ToDictionary(t => t.GetTableName()!, StringComparer.Ordinal);

        Assert.Equal(tables.Keys.Order(StringComparer.Ordinal), DataRegister.Tables.Select(t => t.Name));
        string[] untagged = [.. DataRegister.Tables.Where(t => t.Holding is not null)
            .SelectMany(t => TextAndBytes(tables[t.Name]).Where(column => !t.Columns.ContainsKey(column)).Select(column => $"{t.Name}.{column}"))];
        Assert.True(untagged.Length == 0, $"Tag these columns in src/BackCare.App/Privacy/DataRegister.Tables.cs: {string.Join(", ", untagged)}");
        string[] gone = [.. DataRegister.Tables.SelectMany(t => t.Columns.Keys.Except(tables[t.Name].GetProperties().Select(p => p.GetColumnName())).Select(column => $"{t.Name}.{column}"))];
        Assert.True(gone.Length == 0, $"These columns are tagged and do not exist: {string.Join(", ", gone)}");
    }

    [Fact]
    public async Task No_table_that_is_said_to_hold_nobody_has_a_column_that_names_or_tells_of_somebody()
    {
        await using BackCareDb db = Open(DatabaseProvider.Sqlite);
        IEnumerable<string> suspicious = from table in DataRegister.Tables
                                         where table.Holding is null
                                         from property in db.Model.GetEntityTypes().Single(t => !t.IsMappedToJson() && t.GetTableName() == table.Name).GetProperties()
                                         where Telling.Any(word => property.GetColumnName().Contains(word, StringComparison.Ordinal))
                                         // What the shop knows of complaints in general is of nobody.
                                         where !(table.Name is "EvidenceOverrides" or "Rules" or "Products" or "StagedProducts" or "Suggestions" or "DailyCounts")
                                         select $"{table.Name}.{property.GetColumnName()}";

        Assert.Equal([], suspicious);
    }

    [Fact]
    public void Each_tagged_column_has_a_purpose_a_legal_basis_and_a_retention() => Assert.All(DataRegister.Tables.Where(t => t.Columns.Count > 0), table =>
    {
        Assert.NotNull(table.Holding);
        Assert.All([table.Holding.Purpose, table.Holding.LegalBasis, table.Holding.Retention], text => Assert.False(string.IsNullOrWhiteSpace(text)));
    });

    [Fact]
    public void Health_data_is_held_by_consent_or_as_what_an_order_is()
    {
        Assert.Contains("ServedLists.Material", DataRegister.HealthColumns);
        Assert.Contains("KeptPlans.Plan", DataRegister.HealthColumns);
        Assert.All(DataRegister.Tables.Where(t => t.Columns.Values.Contains(DataKind.Health)), t => Assert.Contains("consent", t.Holding!.LegalBasis, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "RQ09")]
    public async Task No_column_is_there_that_the_words_of_a_report_could_be_kept_in()
    {
        await using BackCareDb db = Open(DatabaseProvider.Sqlite);
        IEnumerable<string> texts = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => p.Name is "Text" or "Words" or "Query" or "Symptom" or "Report")
            .Select(p => $"{t.GetTableName()}.{p.GetColumnName()}"));

        // What a review says is written for others to read.
        Assert.Equal(["Reviews.Text"], texts);
    }

    [Fact]
    [Trait("Rule", "RQ12")]
    public void The_privacy_page_holds_the_register_as_it_is()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "privacy.md"));

        Assert.True(page.Contains(DataRegister.ToMarkdown(), StringComparison.Ordinal), "docs/privacy.md has another register: paste what 'backcare privacy register' prints.");
    }

    private static BackCareDb Open(DatabaseProvider provider) => new Databases(
        new DatabaseSettings(provider, provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=nowhere;Database=none"), TimeProvider.System).Open();

    private static IEnumerable<string> TextAndBytes(IEntityType table) => table.GetProperties()
        .Where(p => (p.GetTypeMapping().Converter?.ProviderClrType ?? p.ClrType) is { } type && (type == typeof(string) || type == typeof(byte[]))).Select(p => p.GetColumnName());

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BackCare.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
