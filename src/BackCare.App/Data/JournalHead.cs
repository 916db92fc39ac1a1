namespace BackCare.App.Data;

/// <summary>The single row that numbers journal entries: lists and interactions share one order, that in which they became durable.</summary>
/// <remarks>A writer locks it first, so numbers are handed out in the order of commits, also by several replicas.</remarks>
public sealed class JournalHead
{
    /// <summary>Key of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>Number of the newest entry; 0 when there is none.</summary>
    public long LastSequence { get; set; }
}
