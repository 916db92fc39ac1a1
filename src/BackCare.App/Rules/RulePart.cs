using System.Globalization;
using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;

namespace BackCare.App.Rules;

/// <summary>A stored rule as it is told.</summary>
/// <param name="Id">Its key, which lists that it shaped are journaled with.</param>
/// <param name="Summary">What it does, in one sentence with shown names.</param>
/// <param name="State">running, planned, over or off.</param>
/// <param name="Rule">What it says.</param>
/// <param name="Version">To send back with a change.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="ChangedUtc">When it was changed last.</param>
/// <param name="ChangedBy">Who changed it last.</param>
public sealed record RulePart(string Id, string Summary, string State, RuleForm Rule, long Version, DateTime CreatedUtc, DateTime ChangedUtc, string ChangedBy)
{
    internal static RulePart Of(StoredRule stored, Shelf shelf, DateTime nowUtc)
    {
        MerchandisingRule rule = stored.ToRule();
        return new RulePart(
            stored.Id, RuleSummary.Of(rule, shelf), rule.StateAt(nowUtc).ToSnake(), RuleForm.Of(rule), stored.Version, stored.CreatedUtc, stored.ChangedUtc, stored.ChangedBy);
    }
}

/// <summary>One conflict.</summary>
/// <param name="Kind">same_place, boost_and_bury, wanted_and_hidden, names_unknown or matches_nothing.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="OtherId">The other one; null when it is odd by itself.</param>
/// <param name="Statement">What happens, and what to do.</param>
public sealed record RuleConflictPart(string Kind, string RuleId, string? OtherId, string Statement)
{
    internal static RuleConflictPart Of(RuleConflict conflict) => new(conflict.Kind.ToSnake(), conflict.RuleId, conflict.OtherId, conflict.Statement);
}

/// <summary>Says what a rule does in one sentence.</summary>
internal static class RuleSummary
{
    private const int MostNamed = 3;

    /// <summary>Such as "Pins Gel heel cup at place 1 on lists for heel pain".</summary>
    public static string Of(MerchandisingRule rule, Shelf shelf)
    {
        string about = About(rule, shelf);
        string does = rule.Effect switch
        {
            MerchandisingEffect.Pin => string.Create(CultureInfo.InvariantCulture, $"Pins {about} at {Places(rule)}"),
            MerchandisingEffect.Boost => string.Create(CultureInfo.InvariantCulture, $"Boosts {about} by {rule.Amount:0.##}"),
            MerchandisingEffect.Bury => string.Create(CultureInfo.InvariantCulture, $"Buries {about} by {rule.Amount:0.##}"),
            _ => $"Hides {about}",
        };
        return does + Where(rule, shelf);
    }

    private static string Places(MerchandisingRule pin) => pin.ProductIds.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"places {pin.Position} to {pin.Position + pin.ProductIds.Count - 1}")
        : string.Create(CultureInfo.InvariantCulture, $"place {pin.Position}");

    private static string About(MerchandisingRule rule, Shelf shelf)
    {
        string[] parts =
        [
            .. rule.ProductIds.Count > 0 ? new[] { List(rule.ProductIds, id => shelf.Find(id)?.Product.Name ?? id, "and") } : [],
            .. rule.CategoryIds.Count > 0 ? new[] { $"everything in {List(rule.CategoryIds, id => shelf.Knowledge.Categories.TryGetValue(id, out Category? c) ? c.Name : id, "or")}" } : [],
            .. rule.Brands.Count > 0 ? new[] { $"everything of {List(rule.Brands, b => b, "or")}" } : [],
        ];
        return parts.Length == 0 ? "every product" : string.Join(", if it is also ", parts);
    }

    private static string Where(MerchandisingRule rule, Shelf shelf)
    {
        List<string> conditions = [];
        if (rule.SymptomIds.Count > 0)
            conditions.Add($"for {List(rule.SymptomIds, id => shelf.Knowledge.Symptoms.TryGetValue(id, out var s) ? s.Name : id, "or")}");
        if (rule.RegionIds.Count > 0)
            conditions.Add($"for the {List(rule.RegionIds, id => shelf.Knowledge.Regions.TryGetValue(id, out var r) ? r.Name.ToLowerInvariant() : id, "or the")}");
        if (rule.Queries.Count > 0)
            conditions.Add($"for “{List(rule.Queries, q => q, "” or “")}”");
        return conditions.Count == 0 ? " on every list." : $" on lists {string.Join(" and ", conditions)}.";
    }

    private static string List(IReadOnlyList<string> ids, Func<string, string> name, string last)
    {
        string[] names = [.. ids.Take(MostNamed).Select(name)];
        if (ids.Count > MostNamed)
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names)} and {ids.Count - MostNamed} more");
        return names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])}{(last[0] == '”' ? "" : " ")}{last}{(last[^1] == '“' ? "" : " ")}{names[^1]}";
    }
}
