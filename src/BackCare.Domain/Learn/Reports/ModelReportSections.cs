using System.Globalization;
using System.Text;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Charts;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Evaluation;

namespace BackCare.Domain.Learn.Reports;

/// <summary>Sections of a model report about the data and about what scores mean.</summary>
internal static class ModelReportSections
{
    public static void Examination(StringBuilder page, ModelReport report)
    {
        IReadOnlyList<double> chances = report.Examination.Chances;
        ReportSections.Open(page, "Examination",
            "How likely a position is looked at, relative to the first. A response counts as often as its position hides others: by the inverse. Where clicks are few the curve leans on a power law.");
        ReportSections.Beside(page,
            LineChart.Svg("Examination by position", "position", "examination relative to position 1",
            [
                new Curve("estimated", [.. chances.Select((chance, p) => (p + 1.0, chance))]),
                new Curve("power law", [.. chances.Select((_, p) => (p + 1.0, Math.Pow(p + 1, -report.Examination.Exponent)))]),
            ]),
            HtmlTable.Render(
                string.Create(CultureInfo.InvariantCulture, $"Power law exponent {report.Examination.Exponent:0.00}"), ["position", "examination", "weight", "clicks"],
                chances.Select((chance, p) => new[]
                {
                    ModelReportPage.Whole(p + 1), ModelReportPage.Figure(chance), report.Examination.Weight(p + 1).ToString("0.00", CultureInfo.InvariantCulture),
                    p < report.Examination.Clicks.Count ? report.Examination.Clicks[p].ToString("0", CultureInfo.InvariantCulture) : "0",
                })));
    }

    public static void Calibration(StringBuilder page, CalibrationCurve? curve)
    {
        if (curve is null || curve.Bins.Count == 0)
            return;
        ReportSections.Open(page, "Calibration",
            $"Scores order; what they promise is fitted on the validation lists and checked here on the test lists. Clicks per look, tenths of the rows; mean distance {ModelReportPage.Figure(curve.Error)}.");
        ReportSections.Beside(page,
            LineChart.Svg("Observed against predicted clicks per look", "predicted clicks per look", "observed clicks per look",
            [
                new Curve("observed", [.. curve.Bins.Select(bin => (bin.Predicted, bin.Observed.Estimate))]),
                new Curve("as predicted", [.. curve.Bins.Select(bin => (bin.Predicted, bin.Predicted))]),
            ]),
            HtmlTable.Render(
                "Clicks per look", ["predicted", "observed", "95 % interval", "rows"],
                curve.Bins.Select(bin => new[] { ModelReportPage.Figure(bin.Predicted), ModelReportPage.Figure(bin.Observed.Estimate), ReportSections.Ends(bin.Observed), ModelReportPage.Whole(bin.Rows) })));
    }

    public static void Lists(StringBuilder page, ModelEvaluation evaluation)
    {
        ReportSections.Open(page, "Lists",
            $"The first {ListQuality.Top} of each list: how much of the catalogue they use, how unlike their products are, and how surprising, in bits, against what was responded to in training.");
        page.Append("<div class=\"scroll\">").Append(HtmlTable.Render(
            "List quality by ranker", ["ranker", "coverage", "diversity", "novelty"],
            evaluation.Quality.Select(figures => new[]
            {
                ModelReportPage.Named(figures.Name), ModelReportPage.Figure(figures.Quality.Coverage), ModelReportPage.Figure(figures.Quality.Diversity), ModelReportPage.Figure(figures.Quality.Novelty),
            }))).Append("</div>\n");
    }

    public static void Checks(StringBuilder page, IReadOnlyList<DataCheck> checks)
    {
        ReportSections.Open(page, "Checks of the journal", "What was looked at before anything was learned.");
        page.Append("<div class=\"scroll facts\">").Append(HtmlTable.Render(
            "Checks", ["check", "result", "found", "message", "examples"],
            checks.Select(check => new[]
            {
                check.Name.Replace('_', ' '), check.Severity.ToString().ToLowerInvariant(), ModelReportPage.Whole(check.Count), check.Message, string.Join(", ", check.Examples),
            }))).Append("</div>\n");
    }

    public static void Facts(StringBuilder page, ModelCard card)
    {
        CardData data = card.Data;
        page.Append("<h2>Data and options</h2>\n<div class=\"scroll facts\">").Append(HtmlTable.Render(
            "What was trained, from what, how", ["fact", "value"],
            [
                ["version", card.Version],
                ["trainer", card.Engine is { } engine ? $"{card.Trainer} ({engine})" : card.Trainer],
                ["created", card.CreatedUtc.ToString("u", CultureInfo.InvariantCulture)],
                ["feature schema", card.SchemaHash],
                ["lists served", $"{data.From.ToString("u", CultureInfo.InvariantCulture)} to {data.To.ToString("u", CultureInfo.InvariantCulture)}"],
                ["lists", $"{data.Groups}: {data.Train} to learn from, {data.Validation} to stop by, {data.Test} to measure on, {data.LeftOut} left out because their shopper is in another part"],
                ["rows", $"{data.Rows}, {data.Responses} of them responded to"],
                ["simulated", data.Simulated ? "yes" : "no"],
                ["data SHA-256", data.Hash],
                ["trees kept", ModelReportPage.Whole(card.Trees)],
                .. OptionFacts.Of(card.Options).Select(fact => new[] { fact.Name, fact.Value }),
                ["model SHA-256", card.ModelHash],
            ])).Append("</div>\n");
    }
}
