using System.Globalization;
using BackCare.App.Data;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Catalog.Desk;

/// <summary>One thing that is done to many products at once.</summary>
internal static class BulkAction
{
    public const string Publish = "publish", Retire = "retire", Draft = "draft", Category = "set_category", Price = "adjust_price", Stock = "set_stock";

    public static readonly string[] All = [Publish, Retire, Draft, Category, Price, Stock];

    /// <summary>What is wrong with the value that goes with an action; null when nothing is.</summary>
    public static string? WhyNot(string action, string value, KnowledgeBase knowledge) => action switch
    {
        Publish or Retire or Draft => null,
        Category => knowledge.Categories.ContainsKey(value) ? null : "Choose a category.",
        Price => Adjusted(1_000, value) is null ? "Write a change such as +5%, -10%, +1.50 or -2.00, or a new price such as 19.95." : null,
        Stock => WhyNoStock(value),
        _ => $"Choose one of {string.Join(", ", All)}.",
    };

    /// <summary>What is wrong with a number of pieces; null when nothing is.</summary>
    public static string? WhyNoStock(string value) => value.Length == 0 || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int pieces) && pieces <= 10_000_000)
        ? null : "Write the pieces in stock, 0 to 10,000,000, or nothing to stop counting.";

    /// <summary>What a product says after the action.</summary>
    public static IReadOnlyDictionary<string, string?> Apply(StoredProduct product, string action, string value)
    {
        var fields = new Dictionary<string, string?>(ProductState.Of(product)!, StringComparer.Ordinal);
        switch (action)
        {
            case Publish or Retire or Draft:
                fields["status"] = StatusOf(action).ToSnake();
                break;
            case Category:
                fields["category_id"] = value;
                break;
            case Stock:
                foreach (string field in StockFields(product))
                    fields[field] = value.Length == 0 ? null : value;
                break;
            default:
                fields["price"] = PriceText.Of(Adjusted(product.PriceMinor, value)!.Value);
                foreach (StoredVariant v in product.Variants.Where(v => v.PriceMinor is not null))
                    fields[$"variants/{v.Id}/price"] = PriceText.Of(Adjusted(v.PriceMinor!.Value, value)!.Value);
                break;
        }

        return fields;
    }

    /// <summary>The status that an action leads to.</summary>
    public static PublicationStatus StatusOf(string action) =>
        action switch { Publish => PublicationStatus.Published, Retire => PublicationStatus.Retired, _ => PublicationStatus.Draft };

    /// <summary>The price after a change: a share, an amount, or a new price; never below 0. Halves are rounded away from zero. Null when the text is no change.</summary>
    internal static long? Adjusted(long minor, string change)
    {
        string text = change.Trim();
        bool isShare = text.EndsWith('%'), isChange = text.StartsWith('+') || text.StartsWith('-');
        if (!decimal.TryParse(text.TrimEnd('%').Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || Math.Abs(value) > 1_000_000 || (isShare && (!isChange || value is < -100 or > 1_000)))
            return null;
        decimal adjusted = isShare ? minor * (1 + (value / 100)) : isChange ? minor + (value * 100) : value * 100;
        return Math.Clamp((long)decimal.Round(adjusted, MidpointRounding.AwayFromZero), 0, 100_000_000);
    }

    private static IEnumerable<string> StockFields(StoredProduct product) =>
        product.Variants.Count == 0 ? ["stock"] : product.Variants.Select(v => $"variants/{v.Id}/stock");
}
