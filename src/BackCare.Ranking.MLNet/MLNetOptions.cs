using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>Options of <see cref="TrainerOptions"/> that ML.NET gives no way to set. At their defaults they are taken as not asked for;
/// anything else is refused rather than passed over.</summary>
internal static class MLNetOptions
{
    private static readonly TrainerOptions Default = new();

    /// <summary>What <c>mlnet-lightgbm</c> cannot do, a sentence each.</summary>
    public static IReadOnlyList<string> LightGbmFaults(TrainerOptions options) => Faults(Trainers.LightGbm, options,
    [
        Kept(nameof(options.Truncation), options.Truncation, Default.Truncation),
        Kept(nameof(options.Normalise), options.Normalise, Default.Normalise),
    ]);

    /// <summary>What <c>mlnet-fasttree</c> cannot do, a sentence each.</summary>
    public static IReadOnlyList<string> FastTreeFaults(TrainerOptions options) => Faults(Trainers.FastTree, options,
    [
        Kept(nameof(options.MaxDepth), Math.Max(options.MaxDepth, 0), 0),
        Kept(nameof(options.MinHessianInLeaf), options.MinHessianInLeaf, Default.MinHessianInLeaf),
        Kept(nameof(options.MinGainToSplit), options.MinGainToSplit, Default.MinGainToSplit),
        Kept(nameof(options.LambdaL1), options.LambdaL1, Default.LambdaL1),
        Kept(nameof(options.LambdaL2), options.LambdaL2, Default.LambdaL2),
        Kept(nameof(options.Normalise), options.Normalise, Default.Normalise),
        Kept(nameof(options.Sigmoid), options.Sigmoid, Default.Sigmoid),
        options.MinDataInLeaf == 0 ? (nameof(options.MinDataInLeaf), "0", "at least 1") : null,
    ]);

    private static List<string> Faults(string trainer, TrainerOptions options, (string Option, string Value, string Allowed)?[] own) =>
    [
        .. from fault in own.Append(Kept(nameof(options.MinDataInBin), options.MinDataInBin, Default.MinDataInBin))
                            .Append(Kept(nameof(options.PriorFeature), options.PriorFeature, Default.PriorFeature))
                            .Append(options.Objective == LambdaObjective.Rate ? (nameof(options.Objective), nameof(LambdaObjective.Rate), $"{LambdaObjective.Graded} or {LambdaObjective.Counterfactual}") : null)
                            .Append(Kept(nameof(options.MonotoneConstraints), options.MonotoneConstraints.Any(direction => direction != 0), false))
           where fault is not null
           select $"{trainer} cannot set {fault.Value.Option} to {fault.Value.Value}: ML.NET has no option for it; "
               + $"leave it at {fault.Value.Allowed} or train with {Trainers.Managed}.",
    ];

    private static (string Option, string Value, string Allowed)? Kept<T>(string option, T value, T only)
        where T : IEquatable<T> =>
        value.Equals(only) ? null : (option, FormattableString.Invariant($"{value}"), FormattableString.Invariant($"{only}"));
}
