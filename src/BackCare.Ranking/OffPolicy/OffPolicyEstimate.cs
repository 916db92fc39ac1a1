using BackCare.Ranking.Metrics;

namespace BackCare.Ranking.OffPolicy;

/// <summary>How off-policy values are estimated.</summary>
/// <param name="Clip">Largest importance weight; larger ones are cut to it, which trades variance for a bias towards less reward. Infinity: no clipping.</param>
public sealed record OffPolicyOptions(double Clip = double.PositiveInfinity)
{
    /// <summary>How intervals are drawn.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();
}

/// <summary>The evaluated policy's value as three estimators see it, and how far the log supports them.</summary>
/// <param name="Units">What was averaged over: entries in the item form, served lists in the slate form.</param>
/// <param name="Logged">Mean reward per unit that the logging policy itself got.</param>
/// <param name="Ips">Inverse propensity scoring (Horvitz and Thompson 1952): unbiased, high variance.</param>
/// <param name="Snips">Self-normalised (Swaminathan and Joachims, NIPS 2015): consistent, within the range of rewards.</param>
/// <param name="DoublyRobust">Doubly robust (Dudík, Langford and Li, ICML 2011): unbiased when either propensities or the model are right. Null without a model.</param>
/// <param name="EffectiveSampleSize">(Σw)² / Σw² over entries (Kish): how many equally weighted entries the weighted log is worth.</param>
/// <param name="MeanWeight">Mean importance weight over entries; near 1 when logging propensities are right and cover the evaluated policy.</param>
/// <param name="MaxWeight">Largest importance weight after clipping.</param>
/// <param name="Clipped">How many entries' weights were cut.</param>
public sealed record OffPolicyEstimate(
    int Units,
    Interval Logged,
    Interval Ips,
    Interval Snips,
    Interval? DoublyRobust,
    double EffectiveSampleSize,
    double MeanWeight,
    double MaxWeight,
    int Clipped);
