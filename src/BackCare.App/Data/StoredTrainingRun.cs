namespace BackCare.App.Data;

/// <summary>Where a training run stands.</summary>
public enum TrainingState
{
    /// <summary>A process is at it.</summary>
    Running,

    /// <summary>It made a model.</summary>
    Succeeded,

    /// <summary>It could not; <see cref="StoredTrainingRun.Failure"/> says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>Its process ended without a word and its lease ran out.</summary>
    Interrupted,
}

/// <summary>One training run, with what it was asked for, how far it is, its log and what came of it.</summary>
public sealed class StoredTrainingRun
{
    /// <summary>Ids sort by the time of starting.</summary>
    public required string Id { get; set; }

    /// <summary>Which model is trained, such as <c>ranking</c>.</summary>
    public required string Model { get; set; }

    public TrainingState State { get; set; }

    public required string Trainer { get; set; }

    /// <summary>First moment of the lists to learn from; null is from the beginning.</summary>
    public DateTime? SinceUtc { get; set; }

    /// <summary>First moment that is no longer among them; null is to the start of the run.</summary>
    public DateTime? UntilUtc { get; set; }

    public int Seed { get; set; }

    public bool IncludeSimulated { get; set; }

    /// <summary>Who asked for it, and by which way.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>Machine and process that is at it.</summary>
    public required string Process { get; set; }

    public DateTime StartedUtc { get; set; }

    /// <summary>When its process was heard of last.</summary>
    public DateTime HeardUtc { get; set; }

    public DateTime? FinishedUtc { get; set; }

    /// <summary>What it is busy with.</summary>
    public string Stage { get; set; } = "";

    /// <summary>Trees grown.</summary>
    public int Iteration { get; set; }

    /// <summary>Trees asked for; 0 before the first.</summary>
    public int Iterations { get; set; }

    /// <summary>The watched metric after the last tree.</summary>
    public double? Metric { get; set; }

    /// <summary>Seconds that growing trees is expected to take yet.</summary>
    public double? RemainingSeconds { get; set; }

    /// <summary>When somebody asked to stop it; its process looks every second.</summary>
    public DateTime? CancelRequestedUtc { get; set; }

    /// <summary>Who asked to stop it.</summary>
    public string? CancelRequestedBy { get; set; }

    /// <summary>The model it made.</summary>
    public string? Version { get; set; }

    public double? Ndcg10 { get; set; }

    /// <summary>The gate's verdict on the model it made.</summary>
    public string? Verdict { get; set; }

    /// <summary>Why there is no model; null when there is one.</summary>
    public string? Failure { get; set; }

    /// <summary>Data checks as a JSON array; empty before they ran.</summary>
    public string Checks { get; set; } = "";

    /// <summary>One line an event, each with its time.</summary>
    public string Log { get; set; } = "";
}
