#if MLNET
using System.Reflection;
#endif

namespace BackCare.Ranking.MLNet;

/// <summary>Whether ML.NET is part of this build. Decided when the build restored its packages, see eng/MLNet.targets.</summary>
public static class MLNetBuild
{
    /// <summary>ML.NET's version, such as <c>5.0.0</c>; null when this build has none.</summary>
    /// <remarks>The assemblies of every ML.NET carry the assembly version 1.0.0.0: only the informational one tells them apart.</remarks>
    public static string? Version =>
#if MLNET
        typeof(Microsoft.ML.MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "of unknown version";
#else
        null;
#endif

    /// <summary>Why there is no ML.NET and what to do about it; no full stop.</summary>
    public const string WhyAbsent =
        "the NuGet sources it was restored from do not carry Microsoft.ML. "
        + "Build where they do, or offer a folder that has it through the property RestoreAdditionalProjectSources";

    /// <summary>One sentence for people: the version, or why ML.NET trainers are left out and what to do.</summary>
    public static string Description => Version is { } version ? $"ML.NET {version}" : $"ML.NET is not in this build: {WhyAbsent}.";
}
