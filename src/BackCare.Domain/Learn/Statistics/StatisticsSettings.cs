namespace BackCare.Domain.Learn.Statistics;

/// <summary>How what shoppers did becomes numbers. Training and serving must use the same settings; the defaults are those of every host and command.</summary>
/// <param name="HalfLifeDays">Days after which an entry counts half, at least 1.</param>
/// <param name="RecentHalfLifeDays">The same for what is trending, at least 1.</param>
/// <param name="ExaminationExponent">A place is looked at 1 / position^exponent as often as the first one. The default 1 is the steep end of what is reported for
/// lists (Joachims, Swaminathan and Schnabel 2017), so that a low place is never taken for a lack of interest.</param>
/// <param name="IncludeSimulated">True counts simulated entries for ever; false only while the journal holds no real one.</param>
public sealed record StatisticsSettings(
    double HalfLifeDays = 30, double RecentHalfLifeDays = 3, double ExaminationExponent = 1, bool IncludeSimulated = false)
{
    /// <summary>What a product nobody looked at is taken to earn: clicks, carts and purchases per examined impression.</summary>
    internal static readonly Counts PriorRates = new(1, 0.1, 0.03, 0.01);

    /// <summary>Examined impressions that the prior rates weigh against the whole shop's, the shop's against a product's, and a product's against those for one symptom.</summary>
    internal const double ShopWeight = 100, ProductWeight = 20, SymptomWeight = 10;

    /// <summary>Visits and buyers that "nobody" weighs in a share of visits or buyers.</summary>
    internal const double TogetherWeight = 5;

    /// <summary>What an opening, a product put into the basket and a purchase weigh in what is trending.</summary>
    internal const double OpenedWeight = 1, CartWeight = 3, PurchaseWeight = 6;

    /// <summary>How often a place is looked at, against the first: in (0, 1].</summary>
    /// <param name="position">1-based.</param>
    public double Examination(int position) => Math.Pow(Math.Max(1, position), -ExaminationExponent);
}
