using System.Globalization;
using System.Text;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Charts;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Reports;

/// <summary>The report of a product model as one self-contained page: no script, no font, no picture from elsewhere.</summary>
public static class ModelReportPage
{
    /// <summary>Renders the page.</summary>
    public static string Html(ModelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder page = TrainingReportPage.Begin(report.Training.Title);
        page.Append("<p class=\"headline\">").Append(TrainingReportPage.Text(Headline(report))).Append("</p>\n");
        if (report.Card.Data.Simulated)
            page.Append("<p><strong>Learned from simulated shoppers.</strong> The figures say how well training works, not what real shoppers like.</p>\n");
        Gate(page, report.Card.Gate);
        Quality(page, report.Evaluation);
        Slices(page, report.Evaluation);
        OffPolicy(page, report.Evaluation);
        ModelReportSections.Examination(page, report);
        ModelReportSections.Calibration(page, report.Evaluation.Calibration);
        ReportSections.LearningCurve(page, report.Training);
        ReportSections.Importance(page, report.Training);
        ReportSections.Dependence(page, report.Training);
        ModelReportSections.Lists(page, report.Evaluation);
        ModelReportSections.Checks(page, report.Card.Checks);
        ModelReportSections.Facts(page, report.Card);
        return TrainingReportPage.End(page);
    }

    private static string Headline(ModelReport report)
    {
        MetricFigures gate = report.Evaluation.Gate;
        string against = gate.Of(report.Evaluation.Reference) is { } reference
            ? $" The {Named(report.Evaluation.Reference)} reaches {Figure(reference.Value.Estimate)}; the gain is {Figure(reference.Gain.Estimate)} {Ends(reference.Gain)}." : "";
        return $"{gate.Name.ToUpperInvariant()} {Figure(gate.Challenger.Estimate)}, 95 % interval {Ends(gate.Challenger)}, on {report.Evaluation.Counted} later lists by shoppers the model never saw.{against}"
            + $" The gate says: {report.Card.Gate.Verdict.Replace('_', ' ')}.";
    }

    private static void Gate(StringBuilder page, CardGate gate)
    {
        ReportSections.Open(page, "The gate", "A model is promoted by itself only when everything passes. What is not known leaves the decision to a person; what fails refuses.");
        page.Append("<div class=\"scroll facts\">").Append(HtmlTable.Render(
            "Requirements", ["requirement", "outcome", "figures"],
            gate.Requirements.Select(r => new[] { r.Name.Replace('_', ' '), r.Outcome.ToString().ToLowerInvariant(), r.Text }))).Append("</div>\n");
    }

    private static void Quality(StringBuilder page, ModelEvaluation evaluation)
    {
        MetricFigures gate = evaluation.Gate;
        ReportSections.Open(page, "Quality beside its baselines",
            $"NDCG counts each response by the inverse of its position's examination, so that it does not favour whoever ordered the lists; MRR and recall take responses as they came. Intervals are 95 % bootstrap intervals over lists, gains are paired. {evaluation.Groups - evaluation.Counted} of {evaluation.Groups} lists have no response and tell no order.");
        ReportSections.Beside(page,
            IntervalChart.Svg($"{gate.Name} of the model and its baselines", $"{gate.Name}, weighted",
                [ReportSections.Row("model", gate.Challenger, own: true), .. gate.Baselines.Reverse().Select(b => ReportSections.Row(Named(b.Name), b.Value, own: false))]),
            HtmlTable.Render(
                "Values on the test lists, and what the model gains",
                ["metric", "model", "95 % interval", .. gate.Baselines.SelectMany(b => new[] { Named(b.Name), "gain" })],
                evaluation.Metrics.Select(metric => (string[])
                [
                    metric.Weighted ? metric.Name : metric.Name + " (as observed)", Figure(metric.Challenger.Estimate), Ends(metric.Challenger),
                    .. metric.Baselines.SelectMany(b => new[] { Figure(b.Value.Estimate), $"{Figure(b.Gain.Estimate)} {Ends(b.Gain)}" }),
                ])),
            wideTable: true);
    }

    private static void Slices(StringBuilder page, ModelEvaluation evaluation)
    {
        if (evaluation.Slices.Count == 0)
            return;
        ReportSections.Open(page, "Slices", $"What the model gains over the {Named(evaluation.Reference)} on parts of the lists. Narrow slices have wide intervals.");
        ReportSections.Beside(page,
            IntervalChart.Svg($"Gain in {ModelEvaluation.GateMetric} on parts of the lists", $"gain in {ModelEvaluation.GateMetric}", [.. evaluation.Slices.Select(slice => ReportSections.Row(slice.Name, slice.Gain, own: true))]),
            HtmlTable.Render(
                "Slices", ["slice", "lists", "model", Named(evaluation.Reference), "gain", "95 % interval"],
                evaluation.Slices.Select(slice => new[]
                {
                    slice.Name, Whole(slice.Groups), Figure(slice.Challenger.Estimate), Figure(slice.Reference.Estimate), Figure(slice.Gain.Estimate), Ends(slice.Gain),
                })));
    }

    private static void OffPolicy(StringBuilder page, ModelEvaluation evaluation)
    {
        ReportSections.Open(page, "Off-policy value",
            "What reordering the shown items by the model would have earned per list, from lists whose order was drawn with known chances. IPS is unbiased, SNIPS steadier, the doubly robust value uses a model of rewards besides.");
        if (evaluation.OffPolicy.Count == 0)
        {
            page.Append("<p>No test list was served with exploration, so nothing can be estimated.</p>\n");
            return;
        }

        foreach (OffPolicyComparison value in evaluation.OffPolicy)
        {
            List<IntervalRow> rows = [ReportSections.Row("serving (logged)", value.Estimate.Logged, own: false), ReportSections.Row("IPS", value.Estimate.Ips, own: true), ReportSections.Row("SNIPS", value.Estimate.Snips, own: true)];
            if (value.Estimate.DoublyRobust is { } robust)
                rows.Add(ReportSections.Row("doubly robust", robust, own: true));
            ReportSections.Beside(page,
                IntervalChart.Svg($"{value.Reward} per list by estimator", $"{value.Reward} per list", rows),
                HtmlTable.Render(
                    $"{value.Reward} per list on {value.Lists} lists; effective sample size {Whole((int)value.Estimate.EffectiveSampleSize)}, mean weight {Figure(value.Estimate.MeanWeight)}, {value.Estimate.Clipped} weights cut",
                    ["estimator", "value", "95 % interval"],
                    rows.Select(row => new[] { row.Name, Figure(row.Value), $"[{Figure(row.Lower)}, {Figure(row.Upper)}]" })));
        }
    }

    internal static string Named(string ranker) => ranker == RankerScores.Knowledge ? "knowledge prior" : ranker;

    internal static string Figure(double value) => TrainingReportPage.Figure(value);

    internal static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Ends(Interval interval) => ReportSections.Ends(interval);
}
