using System.Globalization;
using BackCare.App.Rules;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>A field of a rule as history and merge show it.</summary>
public static class RuleFieldWords
{
    /// <summary>The value for people: names for ids, the shop's time for times.</summary>
    public static string Of(string field, string? value, ShopTime time, RuleChoices choices)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(choices);
        if (string.IsNullOrEmpty(value)) return "nothing";
        return field switch
        {
            "fromUtc" or "untilUtc" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime utc) ? time.ToWords(utc) : value,
            "enabled" => value == "true" ? "yes" : "no",
            "productIds" => Names(value, id => choices.Names.GetValueOrDefault(id)),
            "categoryIds" => Names(value, id => NameOf(choices.Categories, id)),
            "symptomIds" => Names(value, id => NameOf(choices.Symptoms, id)),
            "regionIds" => Names(value, id => NameOf(choices.Regions, id)),
            "brands" or "queries" => Names(value, _ => null),
            _ => value,
        };
    }

    private static string Names(string joined, Func<string, string?> name) => string.Join(", ", joined.Split('|').Select(id => name(id) ?? id));

    private static string? NameOf(IReadOnlyList<(string Id, string Name)> known, string id) => known.FirstOrDefault(k => k.Id == id).Name;
}
