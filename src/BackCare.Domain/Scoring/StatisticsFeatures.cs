using BackCare.Domain.Catalog;

namespace BackCare.Domain.Scoring;

/// <summary>Model inputs from what shoppers did: with the product, with it for this symptom, and this visitor. Rates are per examined impression, so that a good
/// place does not pass for popularity, and drawn towards the shop's where there is little.</summary>
internal static class StatisticsFeatures
{
    // Rates are above 1 where lists are looked at more than the examination curve says; beyond this they tell nothing more.
    private const double HighestRate = 10;

    // A rating of few reviews is drawn towards a middling one, as if five more shoppers had given it.
    private const double PriorRating = 3.5, PriorReviews = 5;

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("impressions_log", "ln(1 + decayed examined impressions)", 0, 30, "", c => Log1P(c.Past.Product.Impressions)),
        new("click_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.ProductRates.Clicks)),
        new("cart_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.ProductRates.Carts)),
        new("purchase_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.ProductRates.Purchases)),
        new("symptom_impressions_log", "ln(1 + decayed examined impressions)", 0, 30, "", c => Log1P(c.Past.Symptom.Impressions)),
        new("symptom_click_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.SymptomRates.Clicks)),
        new("symptom_cart_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.SymptomRates.Carts)),
        new("symptom_purchase_rate", "per examined impression", 0, HighestRate, "", c => Rate(c.Past.SymptomRates.Purchases)),
        new("co_view", "share of visits", 0, 1, "nothing else opened this visit", c => Share(c.Past.Shares?.Visits)),
        new("co_purchase", "share of buyers", 0, 1, "nothing else opened this visit", c => Share(c.Past.Shares?.Buyers)),
        new("familiarity", "ordinal, 0 new to 4 bought", 0, 4, "visitor not known", c => (float?)c.Past.Familiarity ?? float.NaN),
        new("days_listed_log", "ln(1 + days)", 0, 12, "never on a list", c => c.Past.DaysListed is { } days ? Log1P(days) : float.NaN),
        new("rating", "stars, drawn towards 3.5", 1, 5, "no review", c => Rating(c.Candidate.Product)),
        new("reviews_log", "ln(1 + reviews)", 0, 20, "reviews not known", c => c.Candidate.Product.ReviewCount is { } reviews ? Log1P(reviews) : float.NaN),
    ];

    private static float Log1P(double value) => (float)Math.Log(1 + value);

    private static float Rate(double rate) => (float)Math.Min(HighestRate, rate);

    private static float Share(double? share) => share is { } known ? (float)Math.Min(1, known) : float.NaN;

    private static float Rating(Product product) => product is { RatingAverage: { } average, ReviewCount: > 0 and var reviews }
        ? (float)((average * reviews + PriorRating * PriorReviews) / (reviews + PriorReviews))
        : float.NaN;
}
