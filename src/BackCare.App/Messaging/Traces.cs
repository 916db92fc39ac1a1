using System.Diagnostics;

namespace BackCare.App.Messaging;

/// <summary>Where the app's activities and measurements come from; a host listens by this name (docs/operations-watch.md).</summary>
public static class Traces
{
    /// <summary>Name of the activity source and of the meters.</summary>
    public const string SourceName = "BackCare";

    internal static ActivitySource Source { get; } = new(SourceName);
}
