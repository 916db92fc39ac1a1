using System.Globalization;
using System.Text;
using BackCare.Domain.Learn.Charts;
using BackCare.Ranking.Metrics;

namespace BackCare.Domain.Learn.Reports;

/// <summary>The sections of a training report, each a chart with its table beside it.</summary>
internal static class ReportSections
{
    private const int FeaturesShown = 20, CurveRowsShown = 16;

    public static void Quality(StringBuilder page, TrainingReport report)
    {
        if (report.Metrics.Count == 0)
            return;
        MeasuredMetric main = report.Metrics[0];
        List<IntervalRow> rows = [Row("model", main.Model, own: true)];
        if (main.BestFeature is { } feature)
            rows.Add(Row("best single feature", feature, own: false));
        rows.Add(Row("random order", main.Random, own: false));
        Open(page, "Quality beside its baselines",
            $"Intervals are 95 % bootstrap intervals over query groups; a gain is the paired difference on the same groups. {report.Skipped} of {report.Groups} groups have no relevant row and are left out.");
        Beside(page,
            IntervalChart.Svg($"{main.Name} of the model, the best single feature and a random order", $"{main.Name}, mean over groups", rows),
            HtmlTable.Render(
                "Means over groups",
                ["metric", "model", "95 % interval", "best feature", "random", "gain over best feature", "gain over random"],
                report.Metrics.Select(metric => new[]
                {
                    metric.Name, Figure(metric.Model.Estimate), Ends(metric.Model), metric.BestFeature is { } f ? Figure(f.Estimate) : "–", Figure(metric.Random.Estimate),
                    metric.OverBestFeature is { } gain ? $"{Figure(gain.Estimate)} {Ends(gain)}" : "–", $"{Figure(metric.OverRandom.Estimate)} {Ends(metric.OverRandom)}",
                })),
            wideTable: true);
    }

    public static void LearningCurve(StringBuilder page, TrainingReport report)
    {
        List<Curve> curves = [];
        if (report.LearningCurve.Any(point => point.ValidationMetric is not null))
            curves.Add(new Curve("validation", [.. report.LearningCurve.Select(point => ((double)point.Iteration, point.ValidationMetric ?? double.NaN))]));
        if (report.LearningCurve.Any(point => point.TrainMetric is not null))
            curves.Add(new Curve("training", [.. report.LearningCurve.Select(point => ((double)point.Iteration, point.TrainMetric ?? double.NaN))]));
        if (curves.Count == 0)
            return;
        Open(page, "Learning curve", $"{report.Metric} after each tree. {report.BestIteration} trees are kept{(report.BestIteration < report.LearningCurve.Count ? $" of {report.LearningCurve.Count} grown; validation was best there" : "")}.");
        int every = Math.Max(1, (report.LearningCurve.Count + CurveRowsShown - 1) / CurveRowsShown);
        Beside(page,
            LineChart.Svg($"{report.Metric} over trees", "trees", report.Metric.ToString(), curves, (report.BestIteration, $"kept: {report.BestIteration}")),
            HtmlTable.Render(
                every == 1 ? "Every tree" : $"Every {every} trees, the kept one and the last",
                ["trees", .. curves.Select(curve => curve.Name)],
                report.LearningCurve
                    .Where(point => point.Iteration % every == 0 || point.Iteration == 1 || point.Iteration == report.BestIteration || point.Iteration == report.LearningCurve.Count)
                    .Select(point => (string[])[Whole(point.Iteration), .. curves.Select(curve => Figure(curve.Points[point.Iteration - 1].Y))])));
    }

    public static void Slices(StringBuilder page, TrainingReport report)
    {
        if (report.Slices.Count == 0 || report.Metrics.Count == 0)
            return;
        Open(page, "Slices", $"{report.Metric} on parts of the groups. Narrow slices have wide intervals; compare a slice with what a random order reaches on it, not with another slice.");
        Beside(page,
            IntervalChart.Svg(
                $"{report.Metric} on slices of the groups", $"{report.Metric}, mean over the slice's groups",
                [Row("all groups", report.Metrics[0].Model, own: false), .. report.Slices.Select(slice => Row(slice.Name, slice.Model, own: true))]),
            HtmlTable.Render(
                "Slices", ["slice", "groups", "model", "95 % interval", "random"],
                report.Slices.Select(slice => new[] { slice.Name, Whole(slice.Groups), Figure(slice.Model.Estimate), Ends(slice.Model), Figure(slice.Random) })));
    }

    public static void Importance(StringBuilder page, TrainingReport report)
    {
        FeatureWeight[] shown = [.. report.Importance.Take(FeaturesShown)];
        if (shown.Length == 0)
            return;
        Open(page, "Feature importance",
            $"Shares over all {report.Importance.Count} features that trees use, by mean absolute contribution (TreeSHAP){(shown.Length < report.Importance.Count ? $"; the first {shown.Length} are shown" : "")}. Gain and splits say what trees used, contributions what moved scores.");
        Beside(page,
            BarChart.Svg("Features by share of contribution, gain and splits", ["mean |SHAP|", "gain", "splits"], [.. shown.Select(weight => (weight.Name, (IReadOnlyList<double>)[weight.Contribution, weight.Gain, weight.Splits]))]),
            HtmlTable.Render(
                "Shares in per cent", ["feature", "mean |SHAP|", "gain", "splits"],
                shown.Select(weight => new[] { weight.Name, Percent(weight.Contribution), Percent(weight.Gain), Percent(weight.Splits) })));
    }

    public static void Dependence(StringBuilder page, TrainingReport report)
    {
        if (report.Dependence.Count == 0)
            return;
        Open(page, "Dependence", "Each point is a sampled row: a feature's value and what it adds to or takes from the score. The line joins means over tenths of the rows.");
        foreach (DependenceCurve curve in report.Dependence)
        {
            page.Append("<h3>").Append(TrainingReportPage.Text(curve.Feature)).Append("</h3>\n");
            Beside(page,
                ScatterChart.Svg($"Contribution of {curve.Feature} over its value", curve.Feature, "contribution", curve.Points, [.. curve.Bins.Select(bin => (bin.MeanValue, bin.MeanContribution))]),
                HtmlTable.Render(
                    "Means over tenths of the rows" + (double.IsNaN(curve.Missing) ? "" : $"; rows without a value: {Figure(curve.Missing)}"),
                    ["value", "mean value", "mean contribution", "rows"],
                    curve.Bins.Select(bin => new[] { bin.From == bin.To ? Value(bin.From) : $"{Value(bin.From)} to {Value(bin.To)}", Value(bin.MeanValue), Figure(bin.MeanContribution), Whole(bin.Rows) })));
        }
    }

    internal static void Open(StringBuilder page, string title, string lead) =>
        page.Append("<h2>").Append(TrainingReportPage.Text(title)).Append("</h2>\n<p class=\"muted\">").Append(TrainingReportPage.Text(lead)).Append("</p>\n");

    internal static void Beside(StringBuilder page, string chart, string table, bool wideTable = false) =>
        page.Append(wideTable ? "<div>" : "<div class=\"beside\">").Append("<div class=\"plot\">").Append(chart).Append("</div><div class=\"scroll\">").Append(table).Append("</div></div>\n");

    internal static IntervalRow Row(string name, Interval interval, bool own) => new(name, interval.Estimate, interval.Lower, interval.Upper, own);

    internal static string Ends(Interval interval) => double.IsNaN(interval.Lower) ? "–" : $"[{Figure(interval.Lower)}, {Figure(interval.Upper)}]";

    private static string Figure(double value) => TrainingReportPage.Figure(value);

    private static string Value(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);
}
