using BackCare.Domain.Learn;

namespace BackCare.App.Data;

/// <summary>One product in one event on a journaled list.</summary>
public sealed class StoredInteraction
{
    /// <summary>Place in the journal (<see cref="JournalHead"/>).</summary>
    public long Sequence { get; set; }

    public required string EventId { get; set; }

    public int ItemIndex { get; set; }

    public InteractionKind Kind { get; set; }

    public required string ProductId { get; set; }

    public required string ListId { get; set; }

    public int? Position { get; set; }

    public DateTime OccurredUtc { get; set; }

    public DateTime ReceivedUtc { get; set; }

    /// <summary>The list's visitor, as a pseudonym.</summary>
    public string? VisitorId { get; set; }

    public string? SessionId { get; set; }

    public int Quantity { get; set; }

    public long? PriceMinor { get; set; }

    public int? DwellMs { get; set; }

    public bool Simulated { get; set; }
}
