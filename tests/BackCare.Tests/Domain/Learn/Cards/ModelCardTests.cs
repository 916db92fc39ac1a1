using System.Text.Json;
using System.Text.RegularExpressions;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Learn.Reports;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;
using BackCare.Tests.Domain.Learn.Evaluation;

namespace BackCare.Tests.Domain.Learn.Cards;

public class ModelCardTests
{
    private static readonly TrainingParts Parts = TestSets.Parts();
    private static readonly TrainingPlan Plan = TrainingPlan.Managed(Parts, 3);
    private static readonly TrainedModel Trained =
        new LambdaMart().Train(Plan.Train.Data, Parts.Validation.Data, Plan.Options with { Imputation = [], Trees = 20, Threads = 1 }, null, default);

    private static readonly ModelEvaluation Evaluation = Evaluator.Evaluate(Parts, Trained.Forest, null, new EvaluatorOptions { Bootstrap = new BootstrapOptions(100) });

    private static ModelCard Card()
    {
        GateDecision decision = PromotionGate.Decide(new GateEvidence("s1", "s1", Evaluation, new SafetyEvidence(12, []), 0.3), new GateThresholds());
        DataCheck[] checks = [new("missing_lists", CheckSeverity.Passed, 0, 9, [], "Every event's list is in the journal.")];
        var facts = new CardFacts("20260301-1", "managed", null, ServedLists.Noon, "s1", CardData.Of(Parts.Train, new TimeSplit([0], [1], [2], 4)), checks, "m1");
        return ModelCard.Of(facts, Parts, Plan.Options, Trained, Evaluation, decision);
    }

    [Fact]
    public void A_card_holds_what_the_design_asks_for_under_its_names()
    {
        string json = JsonSerializer.Serialize(Card(), JsonSerializerOptions.Web);

        JsonElement card = JsonDocument.Parse(json).RootElement;
        Assert.All(
            new[] { "version", "trainer", "createdUtc", "schemaHash", "seed", "options", "data", "metrics", "baselines", "slices", "offPolicy", "gate", "modelHash" },
            name => Assert.True(card.TryGetProperty(name, out _), name));
        Assert.All(
            new[] { "from", "to", "groups", "rows", "simulated", "hash" }, name => Assert.True(card.GetProperty("data").TryGetProperty(name, out _), name));
        Assert.Equal(Evaluation.Gate.Challenger.Estimate, card.GetProperty("metrics").GetProperty("ndcg@10").GetProperty("estimate").GetDouble());
        Assert.Equal(
            Evaluation.Gate.Of("knowledge")!.Gain.Lower, card.GetProperty("baselines").GetProperty("knowledge").GetProperty("ndcg@10").GetProperty("gain").GetProperty("lower").GetDouble());
        Assert.Equal(6, card.GetProperty("gate").GetProperty("reasons").GetArrayLength());
        Assert.Equal("Rate", card.GetProperty("options").GetProperty("objective").GetString());
        Assert.Equal(2, card.GetProperty("inputs").GetArrayLength());
    }

    [Fact]
    public void A_card_reads_back_as_it_was()
    {
        string json = JsonSerializer.Serialize(Card(), JsonSerializerOptions.Web);

        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<ModelCard>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
    }

    [Fact]
    public void What_is_not_a_number_is_null() => Assert.Equal(new CardInterval(0.5, null, null), CardInterval.Of(new Interval(0.5, double.NaN, double.NegativeInfinity, 0)));

    [Fact]
    public void A_report_is_one_page_without_script_or_outside_reference_with_every_section()
    {
        string html = ModelReportPage.Html(ModelReport.Of(Card(), Parts, Trained, Evaluation));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("(src|href)="), html);
        string[] sections = [.. Regex.Matches(html, "<h2>([^<]+)</h2>").Select(match => match.Groups[1].Value)];
        Assert.Equal(
            ["The gate", "Quality beside its baselines", "Slices", "Off-policy value", "Examination", "Calibration", "Learning curve", "Feature importance", "Dependence", "Lists", "Checks of the journal", "Data and options"],
            sections);
        Assert.Equal(Regex.Count(html, "<svg "), Regex.Count(html, "<div class=\"plot\">"));
        Assert.Contains("20260301-1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_card_gives_the_same_page() =>
        Assert.Equal(ModelReportPage.Html(ModelReport.Of(Card(), Parts, Trained, Evaluation)), ModelReportPage.Html(ModelReport.Of(Card(), Parts, Trained, Evaluation)));
}
