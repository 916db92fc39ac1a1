namespace BackCare.Domain.Reviews;

/// <summary>Stars of a product's shown reviews.</summary>
/// <param name="OneToFive">Reviews with one star to five stars, five counts.</param>
public sealed record Rating(IReadOnlyList<int> OneToFive)
{
    /// <summary>Most stars.</summary>
    public const int MostStars = 5;

    /// <summary>No review.</summary>
    public static Rating None { get; } = new([0, 0, 0, 0, 0]);

    /// <summary>Reviews with stars.</summary>
    public int Count => OneToFive.Sum();

    /// <summary>Mean of the stars, 1 to 5; 0 when there is no review.</summary>
    public double Average => Count == 0 ? 0 : OneToFive.Select((reviews, i) => reviews * (double)(i + 1)).Sum() / Count;

    /// <summary>The rating of these reviews.</summary>
    public static Rating Of(IEnumerable<int> stars)
    {
        ArgumentNullException.ThrowIfNull(stars);
        int[] counts = new int[MostStars];
        foreach (int given in stars)
            counts[given - 1]++;
        return new Rating(counts);
    }
}
