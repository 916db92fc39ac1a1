namespace BackCare.Ranking.Training;

/// <summary>What the trainer is busy with.</summary>
internal enum TrainingPhase
{
    /// <summary>Finding bins and binning rows.</summary>
    Binning,

    /// <summary>Lambda gradients of all groups.</summary>
    Gradients,

    /// <summary>Summing histograms.</summary>
    Histogram,

    /// <summary>Merging, subtracting and searching histograms.</summary>
    Search,

    /// <summary>Moving rows to their leaves.</summary>
    Partition,

    /// <summary>Adding outputs to scores.</summary>
    Scores,

    /// <summary>Metrics.</summary>
    Metric,

    /// <summary>The rest.</summary>
    Other,
}

/// <summary>Tells a listener which phase begins; there is no clock in Ranking, so a listener who wants times brings one.</summary>
internal sealed class TrainingClock(Action<TrainingPhase>? listener)
{
    internal void Enter(TrainingPhase phase) => listener?.Invoke(phase);
}
