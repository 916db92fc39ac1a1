using System.Globalization;
using BackCare.App.Rules;

namespace BackCare.Web.Pages.Admin.Rules;

/// <summary>A field of a rule as history and merge show it.</summary>
public static class RuleFieldWords
{
    /// <summary>The value for people: names for products, the shop's time for times.</summary>
    public static string Of(string field, string? value, ShopTime time, IReadOnlyDictionary<string, string> products)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(products);
        if (string.IsNullOrEmpty(value)) return "nothing";
        return field switch
        {
            "fromUtc" or "untilUtc" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime utc) ? time.ToWords(utc) : value,
            "enabled" => value == "true" ? "yes" : "no",
            "productIds" => string.Join(", ", value.Split('|').Select(id => products.GetValueOrDefault(id, id))),
            "categoryIds" or "brands" or "symptomIds" or "regionIds" or "queries" => value.Replace("|", ", ", StringComparison.Ordinal),
            _ => value,
        };
    }
}
