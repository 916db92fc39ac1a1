using BackCare.App.Recommend;

namespace BackCare.Web.Pages.Storefront;

/// <summary>An answer as the results page shows it: two terms, groups, the shopper's filters and order.</summary>
/// <remarks>Filters and order change what is shown and nothing else: positions stay those of the answer.</remarks>
public sealed class ResultsView(GetRecommendations.Response answer, PostedReport report)
{
    /// <summary>Groups that take load off.</summary>
    public static readonly IReadOnlyList<string> Relief = ["support", "recover"];

    /// <summary>Groups that build up.</summary>
    public static readonly IReadOnlyList<string> Healing = ["stretch", "strengthen"];

    /// <summary>Ways to order the products of a group; the first is the answer's own.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["best", "evidence", "price", "price_desc"];

    private static readonly string[] Grades = ["expert_opinion", "limited", "moderate", "strong"];

    /// <summary>Products of the answer.</summary>
    public int Total => answer.Products.Count;

    /// <summary>Products that the filters leave.</summary>
    public int Shown => answer.Products.Count(IsShown);

    /// <summary>Groups that the answer holds, in the order of the plan.</summary>
    public IReadOnlyList<string> Offered => [.. new[] { "support", "stretch", "strengthen", "recover" }.Where(g => answer.Products.Any(p => p.Group == g))];

    /// <summary>What the first weeks of the plan hold.</summary>
    public IReadOnlyList<PhasePart> FirstPhase => [.. Exercised.Where(StartsAtOnce).Take(1)];

    /// <summary>What the later weeks of the plan hold.</summary>
    public IReadOnlyList<PhasePart> LaterPhases => [.. Exercised.Except(FirstPhase)];

    /// <summary>The products of some groups after filters and order; the group with the best product first.</summary>
    public IReadOnlyList<(string Group, IReadOnlyList<GetRecommendations.RecommendedProduct> Products)> Groups(IReadOnlyList<string> groups) =>
    [
        .. answer.Products.Where(p => groups.Contains(p.Group) && IsShown(p)).OrderBy(p => p.Position).GroupBy(p => p.Group)
            .Select(g => (g.Key, (IReadOnlyList<GetRecommendations.RecommendedProduct>)[.. Ordered(g)])),
    ];

    private IEnumerable<PhasePart> Exercised => (answer.Plan?.Phases ?? []).Where(p => p.Exercises.Count > 0);

    private static bool StartsAtOnce(PhasePart phase) => phase.Weeks.Split('-')[0] == "1";

    private bool IsShown(GetRecommendations.RecommendedProduct product) => report.Groups.Count == 0 || report.Groups.Contains(product.Group);

    private IEnumerable<GetRecommendations.RecommendedProduct> Ordered(IEnumerable<GetRecommendations.RecommendedProduct> products) => report.Sort switch
    {
        "price" => products.OrderBy(p => p.Price.Minor).ThenBy(p => p.Position),
        "price_desc" => products.OrderByDescending(p => p.Price.Minor).ThenBy(p => p.Position),
        "evidence" => products.OrderByDescending(p => Array.IndexOf(Grades, p.Evidence.Grade)).ThenBy(p => p.Position),
        _ => products,
    };
}
