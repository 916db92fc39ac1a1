using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>The trainers of this project by name; hosts hand <see cref="Catalog"/> to the use cases that train.</summary>
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

    /// <summary>All of them, those of this build first. Asking for it loads ML.NET where the build has it.</summary>
    public static TrainerCatalog Catalog { get; } = new(
        [
            new(Managed, "BackCare", null) { Alias = ManagedAlias },
            new(LightGbm, Engine, MLNetBuild.Version is null ? MLNetBuild.WhyAbsent : null),
            new(FastTree, Engine, MLNetBuild.Version is null ? MLNetBuild.WhyAbsent : null),
        ],
        [
            new LambdaMart(),
#if MLNET
            new MLNetLightGbmTrainer(),
            new MLNetFastTreeTrainer(),
#endif
        ]);

    private static string Engine => MLNetBuild.Version is { } version ? $"ML.NET {version}" : "ML.NET";
}
