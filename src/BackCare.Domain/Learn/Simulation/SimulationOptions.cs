namespace BackCare.Domain.Learn.Simulation;

/// <summary>How shoppers are simulated. The same options, shelf and seed give the same shoppers, visits and preferences.</summary>
public sealed record SimulationOptions
{
    /// <summary>Visits, each with one report.</summary>
    public int Sessions { get; init; } = 5_000;

    /// <summary>Seed of preferences, shoppers and behaviour.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>When the last visit may begin; visits are spread evenly over <see cref="Days"/> before it.</summary>
    public required DateTime UntilUtc { get; init; }

    /// <summary>Days over which the visits are spread.</summary>
    public int Days { get; init; } = 90;

    /// <summary>The chance that position k is looked at is k to the power of minus this; 1 is the curve of Joachims, Swaminathan and Schnabel (WSDM 2017).</summary>
    public double ExaminationPower { get; init; } = 1;

    /// <summary>Products on a list.</summary>
    public int ListLength { get; init; } = 10;

    /// <summary>Share of the catalogue that is listed only in the course of the days: products without history.</summary>
    public double ColdShare { get; init; } = 0.1;

    /// <summary>Chance that a visit is a return of an earlier visitor.</summary>
    public double ReturnShare { get; init; } = 0.35;

    /// <summary>Chance that a shopper tells the complaint in own words instead of ticking it.</summary>
    public double TextShare { get; init; } = 0.3;

    /// <summary>Chance that a shopper confirms one of the danger signs asked for, and is referred.</summary>
    public double DangerShare { get; init; } = 0.01;

    /// <summary>The first fault of the options; null when they can be used.</summary>
    public string? Fault() =>
        Sessions is < 1 or > 100_000_000 ? $"Sessions is {Sessions}; simulate at least 1 and at most 100,000,000."
        : Days is < 1 or > 3_650 ? $"Days is {Days}; spread the visits over 1 to 3,650 days."
        : ListLength is < 1 or > 50 ? $"ListLength is {ListLength}; a list has 1 to 50 products."
        : !(ExaminationPower is >= 0 and <= 5) ? FormattableString.Invariant($"ExaminationPower is {ExaminationPower}; give 0 (every position is seen) to 5.")
        : !IsShare(ColdShare) ? FormattableString.Invariant($"ColdShare is {ColdShare}; give a share from 0 to 1.")
        : !IsShare(ReturnShare) ? FormattableString.Invariant($"ReturnShare is {ReturnShare}; give a share from 0 to 1.")
        : !IsShare(TextShare) ? FormattableString.Invariant($"TextShare is {TextShare}; give a share from 0 to 1.")
        : !IsShare(DangerShare) ? FormattableString.Invariant($"DangerShare is {DangerShare}; give a share from 0 to 1.")
        : null;

    /// <summary>The chance that a position is looked at.</summary>
    /// <param name="position">From 1.</param>
    public double Examination(int position) => Math.Pow(position, -ExaminationPower);

    private static bool IsShare(double share) => share is >= 0 and <= 1;
}
