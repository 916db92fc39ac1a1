namespace BackCare.Ranking.Training;

/// <summary>A trainer this project knows, whether or not this build has it.</summary>
/// <param name="Name">What a model card records and <see cref="TrainerCatalog.TryFind"/> takes.</param>
/// <param name="Engine">What does the work, with its version: <c>BackCare</c>, <c>ML.NET 5.0.0</c>.</param>
/// <param name="WhyAbsent">Null when this build has the trainer; else why not and what to do, without a full stop.</param>
public sealed record TrainerListing(string Name, string Engine, string? WhyAbsent)
{
    /// <summary>A second name that is taken for the first; null for none.</summary>
    public string? Alias { get; init; }

    /// <summary>True when this build can train with it.</summary>
    public bool IsAvailable => WhyAbsent is null;
}
