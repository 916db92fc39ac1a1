using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>What a shopper asks for beside the report.</summary>
public sealed record RecommendationFilter
{
    /// <summary>Only what can be bought now.</summary>
    public bool InStock { get; init; }

    /// <summary>Only these categories; all when empty.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>One request for products.</summary>
/// <param name="Report">What the shopper tells.</param>
/// <param name="Filter">What the shopper asks for.</param>
/// <param name="Limit">Most products to return, at least 1.</param>
/// <param name="Explain">True when the outcome shall carry the trace of every stage.</param>
public sealed record RecommendationRequest(SymptomReport Report, RecommendationFilter Filter, int Limit = 10, bool Explain = false)
{
    /// <summary>Only these products may be listed, and every other one of them is told as removed with its reason; null means whatever the shelf holds.</summary>
    public IReadOnlySet<string>? Only { get; init; }
}
