using System.Globalization;
using BackCare.App.Learn;
using BackCare.Domain.Learn.Cards;
using BackCare.Domain.Learn.Charts;
using BackCare.Domain.Learn.Promotion;

namespace BackCare.Web.Pages.Analyst;

/// <summary>How models and runs are put into words and numbers on pages.</summary>
internal static class ModelWords
{
    /// <summary>The metric that the gate looks at.</summary>
    public const string GateMetric = "ndcg@10";

    public static string Verdict(string? verdict) => verdict switch
    {
        "promote" => "may be promoted",
        "refuse" => "refused",
        "not_enough_evidence" => "not enough evidence",
        null => "not looked at",
        _ => verdict,
    };

    public static string Outcome(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Passed => "holds",
        GateOutcome.Failed => "fails",
        GateOutcome.Unknown => "too little data",
        _ => throw new InvalidOperationException($"Unhandled outcome {outcome}."),
    };

    /// <summary>A ranker as cards name it.</summary>
    public static string Ranker(string name) => name switch
    {
        "random" => "random order",
        "popularity" => "most popular first",
        "knowledge" => "knowledge ranking",
        "champion" => "champion",
        "challenger" => "this model",
        _ => name,
    };

    public static string Number(double? value, string format = "0.0000") => value is { } v ? v.ToString(format, CultureInfo.InvariantCulture) : "–";

    public static string Signed(double? value) => value is { } v ? v.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A value and its ends.</summary>
    public static string Interval(CardInterval? interval) => interval?.Estimate is null ? "–"
        : interval.Lower is null ? Number(interval.Estimate) : $"{Number(interval.Estimate)} ({Number(interval.Lower)} to {Number(interval.Upper)})";

    /// <summary>A difference and its ends, with signs.</summary>
    public static string Gain(CardInterval? interval) => interval?.Estimate is null ? "–"
        : interval.Lower is null ? Signed(interval.Estimate) : $"{Signed(interval.Estimate)} ({Signed(interval.Lower)} to {Signed(interval.Upper)})";

    public static string Time(DateTime? utc) => utc is { } at ? at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "–";

    /// <summary>Dots and whiskers of this model and of what it is compared with, on the gate's metric; null when the card holds no value.</summary>
    public static string? Metrics(CardReading card)
    {
        if (card.Metrics.GetValueOrDefault(GateMetric) is not { Estimate: not null } own) return null;
        return IntervalChart.Svg("NDCG@10 on the test lists: this model and what it is compared with", "NDCG@10, with 95 % intervals",
        [
            RowOf("this model", own, true),
            .. card.Baselines.Select(b => RowOf(Ranker(b.Key), b.Value.GetValueOrDefault(GateMetric)?.Value, false)),
        ]);
    }

    /// <summary>One row of an interval chart; without a value it shows its name and no dot.</summary>
    public static IntervalRow RowOf(string name, CardInterval? interval, bool own) =>
        new(name, interval?.Estimate ?? double.NaN, interval?.Lower ?? double.NaN, interval?.Upper ?? double.NaN, own);
}
