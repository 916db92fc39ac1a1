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
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{metric.Metric,-12}{metric.Model.Estimate,10:0.0000}   {$"[{metric.Model.Lower:0.0000}, {metric.Model.Upper:0.0000}]",-20}{metric.Random,10:0.0000}{metric.Groups,9}{metric.Skipped,9}"));
        }
    }
}
