using System.Diagnostics.CodeAnalysis;
using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>Every trainer there is, by name. The one place that says that a trainer is not in this build.</summary>
public static class Trainers
{
    /// <summary>The trainer written in this project; also found as <see cref="ManagedAlias"/>.</summary>
    public const string Managed = "lambdamart";

    /// <summary>Second name of <see cref="Managed"/>.</summary>
    public const string ManagedAlias = "managed";

    /// <summary>LightGBM through ML.NET.</summary>
    public const string LightGbm = "mlnet-lightgbm";

    /// <summary>FastTree of ML.NET.</summary>
    public const string FastTree = "mlnet-fasttree";

    /// <summary>All trainers that are known, those of this build first.</summary>
    public static IReadOnlyList<TrainerListing> All { get; } =
    [
        new(Managed, "BackCare", null),
        new(LightGbm, Engine, MLNetBuild.Version is null ? MLNetBuild.WhyAbsent : null),
        new(FastTree, Engine, MLNetBuild.Version is null ? MLNetBuild.WhyAbsent : null),
    ];

    /// <summary>The trainers of this build.</summary>
    public static IReadOnlyList<ITrainer> Available { get; } =
    [
        new LambdaMart(),
#if MLNET
        new MLNetLightGbmTrainer(),
        new MLNetFastTreeTrainer(),
#endif
    ];

    private static string Engine => MLNetBuild.Version is { } version ? $"ML.NET {version}" : "ML.NET";

    /// <summary>Finds a trainer by name; a refusal comes back as a sentence.</summary>
    /// <param name="name">One of <see cref="All"/>, or <see cref="ManagedAlias"/>; case counts.</param>
    /// <param name="trainer">The trainer, or null.</param>
    /// <param name="refusal">Null, or that the name is unknown, or that this build lacks the trainer, and what to do.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out ITrainer? trainer, [NotNullWhen(false)] out string? refusal)
    {
        string wanted = name == ManagedAlias ? Managed : name;
        trainer = Available.FirstOrDefault(candidate => candidate.Name == wanted);
        refusal = trainer is not null ? null
            : All.FirstOrDefault(listing => listing.Name == wanted) is { } absent ? $"trainer {wanted} is not in this build: {absent.WhyAbsent}."
            : $"There is no trainer {name}; there are {string.Join(", ", All.Select(listing => listing.Name))}.";
        return trainer is not null;
    }
}
