namespace BackCare.App.Data;

/// <summary>The statistics as they stood at one place in the journal, so that a start goes on from there instead of folding the journal from its beginning.</summary>
/// <remarks>It holds pseudonyms, so an erasure, also one by age, removes it in its own transaction.</remarks>
public sealed class StatisticsCheckpoint
{
    /// <summary>The format and the settings it was folded with; hosts with other settings keep one of their own.</summary>
    public required string Key { get; set; }

    /// <summary>Place in the journal of the newest entry folded.</summary>
    public long Sequence { get; set; }

    public DateTime TakenUtc { get; set; }

    /// <summary>SHA-256 of the content, in hex.</summary>
    public required string Hash { get; set; }

    public required byte[] Content { get; set; }
}
