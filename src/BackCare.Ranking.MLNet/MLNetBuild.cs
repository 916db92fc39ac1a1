namespace BackCare.Ranking.MLNet;

/// <summary>Whether ML.NET is part of this build. Decided when the build restored its packages, see eng/MLNet.targets.</summary>
public static class MLNetBuild
{
    /// <summary>ML.NET's version, such as <c>5.0.0</c>; null when this build has none.</summary>
    public static string? Version =>
#if MLNET
        typeof(Microsoft.ML.MLContext).Assembly.GetName().Version?.ToString(3);
#else
        null;
#endif

    /// <summary>One sentence for people: the version, or why ML.NET trainers are left out and what to do.</summary>
    public static string Description => Version is { } version
        ? $"ML.NET {version}"
        : "ML.NET is not in this build: the NuGet sources it was restored from do not carry Microsoft.ML. "
          + "Build where they do, or offer a folder that has it through the property RestoreAdditionalProjectSources.";
}
