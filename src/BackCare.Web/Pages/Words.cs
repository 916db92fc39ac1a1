using System.Globalization;
using BackCare.App.Recommend;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages;

/// <summary>Shown words for the codes that use cases answer with. An unknown code is shown as it is.</summary>
public static class Words
{
    /// <summary>Confidence in an effect.</summary>
    public static string Grade(this PageTexts texts, string grade) => Known(texts).Code("Grade", grade);

    /// <summary>How many of the four bars of the badge are filled.</summary>
    public static int Bars(string grade) => grade switch
    {
        "strong" => 4,
        "moderate" => 3,
        "limited" => 2,
        _ => 1,
    };

    /// <summary>What it is known to do.</summary>
    public static string Effect(this PageTexts texts, string effect) => Known(texts).Code("Effect", effect);

    /// <summary>What was tested: this sentence says what is not known.</summary>
    public static string Scope(this PageTexts texts, string scope) => Known(texts).Code("Scope", scope);

    /// <summary>Group of the plan.</summary>
    public static string Group(this PageTexts texts, string group) => Known(texts).Code("Group", group);

    /// <summary>What the group is for.</summary>
    public static string GroupAim(this PageTexts texts, string group) => Known(texts).Code("GroupAim", group);

    /// <summary>A side of the body, inside a sentence.</summary>
    public static string Side(this PageTexts texts, string side) => Known(texts).Code("SideIn", side);

    /// <summary>How sure the reading is.</summary>
    public static string Confidence(this PageTexts texts, double confidence) => Known(texts)[confidence switch
    {
        >= 0.75 => "Confidence_clear",
        >= 0.45 => "Confidence_likely",
        _ => "Confidence_possible",
    }];

    /// <summary>Answers to choose from, by their codes.</summary>
    public static IReadOnlyList<(string Value, string Label)> Options(this PageTexts texts, params string[] codes) =>
        [.. codes.Select(code => (code, Known(texts).Code("Choice", code)))];

    /// <summary>Sides of the body to choose from.</summary>
    public static IReadOnlyList<(string Value, string Label)> Sides(this PageTexts texts) =>
        [("", Known(texts)["Side_None"]), ("left", texts["Side_Left"]), ("right", texts["Side_Right"]), ("both", texts["Side_Both"])];

    /// <summary>Whom a report is about.</summary>
    public static IReadOnlyList<(string Value, string Label)> Who(this PageTexts texts) =>
        [("", Known(texts)["Who_Adult"]), (Storefront.PostedReport.Child, texts["Who_Child"])];

    /// <summary>Whether it can be bought now.</summary>
    public static string Stock(this PageTexts texts, bool inStock) => Known(texts)[inStock ? "Stock_In" : "Stock_Out"];

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

    /// <summary>A code as the beginning of a sentence: <c>off_topic</c> becomes "Off topic".</summary>
    public static string Capital(string code)
    {
        string plain = Plain(code);
        return plain.Length == 0 ? plain : char.ToUpperInvariant(plain[0]) + plain[1..];
    }

    private static PageTexts Known(PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts;
    }
}
