using BackCare.Domain.Candidates;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Scoring;

/// <summary>Reads feature rows off candidates.</summary>
public static class FeatureExtractor
{
    /// <summary>Writes one row per candidate as for a shop in which nobody did anything yet.</summary>
    /// <inheritdoc cref="Extract(FeatureSchema, IReadOnlyList{Candidate}, Understanding, ShopperContext, Shelf, ProductStatistics, VisitorMemory, Span{float})"/>
    public static void Extract(
        FeatureSchema schema, IReadOnlyList<Candidate> candidates, Understanding understanding, ShopperContext shopper, Shelf shelf, Span<float> rows) =>
        Extract(schema, candidates, understanding, shopper, shelf, ProductStatistics.Empty, VisitorMemory.Empty, rows);

    /// <summary>Writes one row per candidate, row after row, in the order of the candidates.</summary>
    /// <param name="schema">The inputs.</param>
    /// <param name="candidates">The list as it will be ranked; the median price is taken over it.</param>
    /// <param name="understanding">What was understood.</param>
    /// <param name="shopper">What the shopper tells of themselves.</param>
    /// <param name="shelf">The shelf that answers.</param>
    /// <param name="statistics">What shoppers did.</param>
    /// <param name="visitor">What this one did.</param>
    /// <param name="rows">Room for candidates × <see cref="FeatureSchema.Width"/> values.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> has another length.</exception>
    public static void Extract(
        FeatureSchema schema, IReadOnlyList<Candidate> candidates, Understanding understanding, ShopperContext shopper, Shelf shelf, ProductStatistics statistics,
        VisitorMemory visitor, Span<float> rows)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(statistics);
        if (rows.Length != candidates.Count * schema.Width)
            throw new ArgumentException($"{candidates.Count} rows of {schema.Width} features need {candidates.Count * schema.Width} places, not {rows.Length}.", nameof(rows));
        var context = new FeatureContext(understanding, shopper, shelf, MedianPrice(candidates));
        ReadOnlySpan<Feature> features = schema.All;
        for (int i = 0; i < candidates.Count; i++)
        {
            Candidate candidate = candidates[i];
            context.Turn(candidate, statistics.For(candidate, visitor));
            Span<float> row = rows.Slice(i * schema.Width, schema.Width);
            ReadOnlySpan<float> above = i > 0 ? rows.Slice((i - 1) * schema.Width, schema.Width) : [];
            bool alike = i > 0 && AreOfOneGroup(candidates[i - 1], candidate);
            for (int f = 0; f < row.Length; f++)
            {
                bool isAbove = features[f].IsOfReport ? i > 0 : alike && features[f].IsOfGroup;
                row[f] = isAbove ? above[f] : features[f].Read(context);
            }
        }
    }

    private static bool AreOfOneGroup(Candidate a, Candidate b) =>
        ReferenceEquals(a.Best, b.Best) && ReferenceEquals(a.Serves, b.Serves) && a.KnowledgeScore == b.KnowledgeScore && a.HasNegativeEvidence == b.HasNegativeEvidence
        && ReferenceEquals(a.Item.Category, b.Item.Category);

    // Of an even number the lower middle one, so that the median is a price of the list.
    private static double MedianPrice(IReadOnlyList<Candidate> candidates)
    {
        if (candidates.Count == 0)
            return 1;
        long[] prices = new long[candidates.Count];
        for (int i = 0; i < prices.Length; i++)
            prices[i] = candidates[i].Product.Price.Minor;
        Array.Sort(prices);
        return Math.Max(1, prices[(prices.Length - 1) / 2]);
    }
}
