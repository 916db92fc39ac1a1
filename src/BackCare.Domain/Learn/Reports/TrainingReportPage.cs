using System.Globalization;
using System.Net;
using System.Text;
using BackCare.Domain.Learn.Charts;

namespace BackCare.Domain.Learn.Reports;

/// <summary>A training report as one self-contained page: no script, no font, no picture from elsewhere.</summary>
public static class TrainingReportPage
{
    private const string Css = """
        :root { --page: #ffffff; --panel: #f4f6f8; --rule: #d5dce3; --ink: #1b2128; --muted: #4d5965; }
        @media (prefers-color-scheme: dark) { :root { --page: #12171c; --panel: #1a2128; --rule: #323c47; --ink: #e8edf2; --muted: #b3bec9; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: .5rem 0; } h2 { font-size: 1.25rem; margin: 3rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
        p { max-width: 46rem; margin: .5rem 0; } .muted { color: var(--muted); }
        .headline { background: var(--panel); border-left: 4px solid var(--chart-1); border-radius: 4px; padding: .75rem 1rem; font-size: 1.1rem; max-width: none; }
        .beside { display: grid; grid-template-columns: minmax(0, 40rem) minmax(0, 1fr); gap: 1rem 2rem; align-items: start; }
        .plot { overflow-x: auto; } .plot .chart { display: block; min-width: 24rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--muted); padding-bottom: .25rem; }
        th, td { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap; }
        th[scope=row], thead th:first-child { text-align: left; font-weight: 500; } thead th { color: var(--muted); font-weight: 600; vertical-align: bottom; }
        .facts td, .facts th { text-align: left; white-space: normal; vertical-align: top; } .facts td:last-child { overflow-wrap: anywhere; }
        @media (max-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
        """;

    /// <summary>Renders the page.</summary>
    public static string Html(TrainingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder page = Begin(report.Title);
        page.Append("<p class=\"headline\">").Append(Text(Headline(report))).Append("</p>\n");
        if (!report.HeldOut)
            page.Append("<p><strong>Measured on the training groups</strong>, because no others were given: expect less on groups the model has not seen.</p>\n");
        else if (report.StoppedByThem)
            page.Append("<p class=\"muted\">Early stopping chose the number of trees by these groups, so expect a little less on others.</p>\n");
        ReportSections.Quality(page, report);
        ReportSections.LearningCurve(page, report);
        ReportSections.Slices(page, report);
        ReportSections.Importance(page, report);
        ReportSections.Dependence(page, report);
        page.Append("<h2>Data and options</h2>\n<div class=\"scroll facts\">")
            .Append(HtmlTable.Render("What was trained, from what, how", ["fact", "value"], report.Facts.Select(fact => new[] { fact.Name, fact.Value })))
            .Append("</div>\n");
        return End(page);
    }

    internal static StringBuilder Begin(string title) => new StringBuilder()
        .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Append("<title>").Append(Text(title)).Append("</title>\n<style>\n").Append(ChartStyle.Css).Append('\n').Append(Css).Append("\n</style></head>\n<body><main>\n")
        .Append("<h1>").Append(Text(title)).Append("</h1>\n");

    internal static string End(StringBuilder page) => page.Append("</main></body></html>\n").ToString();

    internal static string Text(string value) => WebUtility.HtmlEncode(value);

    internal static string Figure(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0000", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    private static string Headline(TrainingReport report)
    {
        if (report.Metrics.Count == 0)
            return "No measured group has a relevant row, so there is nothing to measure.";
        MeasuredMetric main = report.Metrics[0];
        string counted = string.Create(CultureInfo.InvariantCulture, $"{report.Groups - report.Skipped} {(report.HeldOut ? "held-out" : "training")} groups");
        string versus = main.BestFeature is { } feature && report.BestFeature is { } baseline
            ? $" The best single feature ({baseline.Name}, {(baseline.Rising ? "high" : "low")} first) reaches {Figure(feature.Estimate)}; a random order {Figure(main.Random.Estimate)}."
            : $" A random order reaches {Figure(main.Random.Estimate)}.";
        return $"{main.Name.ToUpperInvariant()} {Figure(main.Model.Estimate)}, 95 % interval {Figure(main.Model.Lower)} to {Figure(main.Model.Upper)}, on {counted}.{versus}";
    }
}
