using System.Globalization;
using BackCare.App.Recommend;

namespace BackCare.Web.Pages;

/// <summary>Shown words for the codes that use cases answer with. An unknown code is shown as it is.</summary>
public static class Words
{
    /// <summary>Confidence in an effect.</summary>
    public static string Grade(string grade) => grade switch
    {
        "strong" => "Strong evidence",
        "moderate" => "Moderate evidence",
        "limited" => "Limited evidence",
        "expert_opinion" => "Expert opinion only",
        _ => grade,
    };

    /// <summary>How many of the four bars of the badge are filled.</summary>
    public static int Bars(string grade) => grade switch
    {
        "strong" => 4,
        "moderate" => 3,
        "limited" => 2,
        _ => 1,
    };

    /// <summary>What it is known to do.</summary>
    public static string Effect(string effect) => effect switch
    {
        "helps" => "helps",
        "may_help" => "may help",
        "comfort_only" => "comfort only",
        "enabler" => "makes a helpful exercise easier",
        "no_benefit" => "not shown to help",
        "avoid" => "may make it worse",
        _ => effect,
    };

    /// <summary>What was tested: this sentence says what is not known.</summary>
    public static string Scope(string scope) => scope switch
    {
        "product_specific" => "This very product was tested.",
        "product_type" => "Similar products were tested; this one was not.",
        "exercise_not_tool" => "The exercise was tested, not this tool: it only makes the exercise easier to do.",
        _ => "No trial of this product, or of one like it, was found.",
    };

    /// <summary>Group of the plan.</summary>
    public static string Group(string group) => group switch
    {
        "support" => "Support",
        "stretch" => "Stretch",
        "strengthen" => "Strengthen",
        "recover" => "Recover",
        _ => group,
    };

    /// <summary>What the group is for.</summary>
    public static string GroupAim(string group) => group switch
    {
        "support" => "Takes load off while it settles.",
        "stretch" => "Makes the daily stretches easier to do.",
        "strengthen" => "Builds the muscles that share the load.",
        "recover" => "Comfort after the day or the run.",
        _ => "",
    };

    /// <summary>How sure the reading is.</summary>
    public static string Confidence(double confidence) => confidence switch
    {
        >= 0.75 => "clear match",
        >= 0.45 => "likely match",
        _ => "possible match",
    };

    /// <summary>A price in its currency.</summary>
    public static string Price(PricePart price)
    {
        ArgumentNullException.ThrowIfNull(price);
        string amount = string.Create(CultureInfo.InvariantCulture, $"{price.Minor / 100}.{Math.Abs(price.Minor % 100):00}");
        return price.Currency == "USD" ? $"${amount}" : $"{amount} {price.Currency}";
    }

    /// <summary>A code with its underscores as spaces.</summary>
    public static string Plain(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Replace('_', ' ');
    }
}
