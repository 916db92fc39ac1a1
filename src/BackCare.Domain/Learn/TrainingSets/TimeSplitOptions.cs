namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>How groups are cut in time.</summary>
/// <param name="ValidationShare">Share of the groups, in (0, 1), that early stopping watches.</param>
/// <param name="TestShare">Share of the groups, in (0, 1), that nothing but the evaluation sees; they are the latest.</param>
public sealed record TimeSplitOptions(double ValidationShare = 0.15, double TestShare = 0.15)
{
    private const int FewLists = 20_000;

    /// <summary>A small journal is measured on a larger share of it: what the gate asks of the test part does not get less when there are fewer lists.</summary>
    public static TimeSplitOptions For(int lists) => lists < FewLists ? new TimeSplitOptions(TestShare: 0.25) : new TimeSplitOptions();

    /// <summary>What is wrong with these shares; null when nothing is.</summary>
    public string? Fault() => ValidationShare > 0 && TestShare > 0 && ValidationShare + TestShare < 1
        ? null
        : FormattableString.Invariant($"Validation and test shares are {ValidationShare} and {TestShare}; both must be above 0 and together below 1.");
}
