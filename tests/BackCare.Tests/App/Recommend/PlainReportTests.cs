using BackCare.App;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.Tests.App.Recommend;

/// <summary>What passes at a glance would pass rule by rule: every bound of every field, alone and beside every other one.</summary>
public sealed class PlainReportTests : IDisposable
{
    private static readonly Action<ReportForm>[] Changes =
    [
        f => f.Text = null!, f => f.Text = new string('x', 2_000), f => f.Text = new string('x', 2_001),
        f => f.Symptoms = null!, f => f.Symptoms = ["knee_front_pain"], f => f.Symptoms = ["kne_front_pain"], f => f.Symptoms = [null!], f => f.Symptoms = [""],
        f => f.Symptoms = Times(100), f => f.Symptoms = Times(101),
        f => f.RejectedSymptoms = null!, f => f.RejectedSymptoms = ["knee_front_pain"], f => f.RejectedSymptoms = ["x"], f => f.RejectedSymptoms = Times(101),
        f => f.Regions = null!, f => f.Regions = ["knee"], f => f.Regions = ["Knee"],
        f => f.Qualifiers = null!, f => f.Qualifiers = ["stairs"], f => f.Qualifiers = ["knee"],
        f => f.DeniedQualifiers = null!, f => f.DeniedQualifiers = ["stairs"], f => f.DeniedQualifiers = [null!],
        f => f.Answers = null!, f => f.Answers = [null!], f => f.Answers = [new("rf_ces_bladder", "no")], f => f.Answers = [new("rf_ces_bladder", "No")],
        f => f.Answers = [new("rf_ces_bladder", null!)], f => f.Answers = [new(null!, "yes")], f => f.Answers = [new("rf", "yes")],
        f => f.Answers = [.. Enumerable.Repeat(new AnswerForm("rf_ces_bladder", "skipped"), 101)],
        f => f.Side = "left", f => f.Side = "Left", f => f.Side = "", f => f.Limit = 0, f => f.Limit = 1, f => f.Limit = 50, f => f.Limit = 51,
        f => f.VisitorId = new string('v', 100), f => f.VisitorId = new string('v', 101), f => f.SessionId = new string('s', 100), f => f.SessionId = new string('s', 101),
        f => f.Filter = null!, f => f.Filter = new FilterForm { Categories = null! }, f => f.Filter = new FilterForm { Categories = ["heel_cups"], InStock = true },
        f => f.Filter = new FilterForm { Categories = ["heel_cup"] }, f => f.Personalise = false, f => f.Explain = true,
        f => f.Consent = new ConsentForm("", default), f => f.Consent = new ConsentForm("1", default),
        f => f.Context = null!, Of(c => c.Conditions = null!), Of(c => c.Conditions = ["latex_allergy"]), Of(c => c.Conditions = ["latex"]),
        Of(c => c.Severity = -1), Of(c => c.Severity = 0), Of(c => c.Severity = 10), Of(c => c.Severity = 11),
        Of(c => c.DurationDays = -1), Of(c => c.DurationDays = 0), Of(c => c.DurationDays = 36_500), Of(c => c.DurationDays = 36_501),
        Of(c => c.ShoeSizeEu = 14.99), Of(c => c.ShoeSizeEu = 15), Of(c => c.ShoeSizeEu = 60), Of(c => c.ShoeSizeEu = 60.01), Of(c => c.ShoeSizeEu = double.NaN),
        Of(c => c.WeightKg = 1.99), Of(c => c.WeightKg = 2), Of(c => c.WeightKg = 400), Of(c => c.WeightKg = 400.01),
        Of(c => c.BudgetMinor = -1), Of(c => c.BudgetMinor = 0), Of(c => c.BudgetMinor = 100_000_000), Of(c => c.BudgetMinor = 100_000_001),
        Of(c => c.Age = -1), Of(c => c.Age = 0), Of(c => c.Age = 130), Of(c => c.Age = 131),
        Of(c => c.Activity = new string('a', 50)), Of(c => c.Activity = new string('a', 51)),
        Of(c => c.Country = "de"), Of(c => c.Country = "D1"), Of(c => c.Country = "DEU"), Of(c => c.Country = ""), Of(c => c.Country = "éé"),
        Of(c => c.Language = "es"), Of(c => c.Language = "ES"), Of(c => c.Language = "fr"),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-plain-").FullName;

    [Fact]
    public async Task A_plain_report_is_one_in_which_the_validator_finds_nothing()
    {
        IConfigurationRoot settings = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:BackCare", $"Data Source={Path.Combine(folder, "backcare.db")}")]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddBackCare(settings).BuildServiceProvider();
        await services.GetRequiredService<BackCareStartup>().PrepareAsync(TestContext.Current.CancellationToken);
        ShelfHost shelves = services.GetRequiredService<ShelfHost>();
        var validator = new ReportFormValidator(shelves);

        for (int a = 0; a < Changes.Length; a++)
        {
            for (int b = a; b < Changes.Length; b++)
            {
                var form = new ReportForm();
                Changes[a](form);
                Changes[b](form);
                bool isPlain = PlainReport.Is(form, shelves.Current!.Knowledge), isValid = validator.Validate(form).IsValid;

                // Consent is for the validator alone to look at.
                Assert.True(isPlain == (isValid && form.Consent is null), $"Changes {a} and {b}: plain {isPlain}, valid {isValid}.");
            }
        }
    }

    [Fact]
    public void A_country_with_a_line_break_passes_rule_by_rule_alone()
    {
        Assert.True(PlainReport.Is(new ReportForm { Text = "sore heel" }, Domain.Knowledge.SeedKnowledge.Base));
        Assert.False(PlainReport.Is(new ReportForm { Context = new ContextForm { Country = "US\n" } }, Domain.Knowledge.SeedKnowledge.Base));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string[] Times(int count) => [.. Enumerable.Repeat("knee_front_pain", count)];

    private static Action<ReportForm> Of(Action<ContextForm> change) => form =>
    {
        if (form.Context is { } context)
            change(context);
    };
}
