namespace BackCare.App.Data;

/// <summary>An event id that was counted once; the same id again is a duplicate. Holds nothing else of the event.</summary>
public sealed class RecordedEvent
{
    public required string Id { get; set; }

    /// <summary>When it was received; the id may be forgotten once an event of its age would be refused as too old.</summary>
    public DateTime ReceivedUtc { get; set; }
}
