using System.Globalization;
using BackCare.App.Learn.Experiments;

namespace BackCare.Web.Pages.Analyst;

/// <summary>How experiments are put into words and numbers on pages and in files.</summary>
internal static class ExperimentWords
{
    public static string Kind(string kind) => kind switch
    {
        "ab_test" => "A/B test",
        "interleaving" => "Interleaving",
        "shadow" => "Shadow",
        _ => kind,
    };

    public static string Goal(string goal) => goal switch
    {
        "click" => "a product of the list is chosen",
        "add_to_cart" => "a product of the list is put into the basket",
        "purchase" => "a product of the list is bought",
        _ => goal,
    };

    public static string Verdict(string verdict) => verdict switch
    {
        "treatment_better" => "The treatment is better.",
        "control_better" => "The control is better.",
        _ => "Undecided: the interval holds zero.",
    };

    /// <summary>A rate in percent; an en dash where there is none.</summary>
    public static string Percent(double? rate) => rate is { } r ? (100 * r).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A difference of rates in percentage points, with its sign.</summary>
    public static string Points(double? difference) => difference is { } d ? (100 * d).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) + " pp" : "–";

    public static string Number(double? value) => value is { } v ? v.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>From where to where.</summary>
    public static string Range(IntervalPart interval, Func<double?, string> format) => $"{format(interval.Lower)} to {format(interval.Upper)}";
}
