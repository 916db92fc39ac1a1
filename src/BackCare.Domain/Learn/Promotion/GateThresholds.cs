namespace BackCare.Domain.Learn.Promotion;

/// <summary>What a challenger must hold to be promoted without a person's word.</summary>
public sealed record GateThresholds
{
    /// <summary>ε: the lower end of the paired NDCG difference must lie above minus this.</summary>
    public double Epsilon { get; init; } = 0.002;

    /// <summary>δ: no slice may fall by more than this.</summary>
    public double Delta { get; init; } = 0.02;

    /// <summary>Fewest lists of a slice that counts.</summary>
    public int SliceGroups { get; init; } = 200;

    /// <summary>Fewest equally weighted entries that the off-policy estimate must be worth.</summary>
    public double EffectiveSampleSize { get; init; } = 100;

    /// <summary>Longest time, in milliseconds, in which 99 of 100 lists of 200 candidates are scored.</summary>
    public double ScoringMs { get; init; } = 2;
}
