namespace BackCare.Ranking.OffPolicy;

/// <summary>How an examination curve is estimated, smoothed and turned into weights.</summary>
public sealed record ExaminationOptions
{
    /// <summary>Largest weight of a click; larger ones are cut to it, which trades variance for a bias towards the top of lists.</summary>
    public double Clip { get; init; } = 20;

    /// <summary>How many clicks' worth of trust the power law through all positions has at each position, at least 0.</summary>
    public double PseudoClicks { get; init; } = 30;

    /// <summary>The exponent of the power law, examination = position^−exponent, that is assumed where clicks say nothing.</summary>
    public double AssumedExponent { get; init; } = 1;

    /// <summary>Pseudo-impressions that pull an item's attraction to the mean, so that an item shown twice is not taken for certain.</summary>
    public double PriorImpressions { get; init; } = 3;
}
