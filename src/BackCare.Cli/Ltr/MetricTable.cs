using System.Globalization;

namespace BackCare.Cli.Ltr;

/// <summary>Metrics as lines of text.</summary>
internal static class MetricTable
{
    public static void Print(TextWriter output, IReadOnlyList<CardMetric> metrics, string measuredOn)
    {
        output.WriteLine($"{"on " + measuredOn,-12}{"mean",10}   {"95 % interval",-20}{"random",10}{"groups",9}{"skipped",9}");
        foreach (CardMetric metric in metrics)
        {
            string interval = double.IsNaN(metric.Model.Lower) ? "–" : string.Create(CultureInfo.InvariantCulture, $"[{metric.Model.Lower:0.0000}, {metric.Model.Upper:0.0000}]");
            output.WriteLine($"{metric.Metric,-12}{Figure(metric.Model.Estimate),10}   {interval,-20}{Figure(metric.Random),10}{metric.Groups,9}{metric.Skipped,9}");
        }
    }

    private static string Figure(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
