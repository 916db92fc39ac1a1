using BackCare.Domain.Learn;

namespace BackCare.App.Data;

/// <summary>How often something was done with a product on one day. No visitor, no list, no symptom; simulated events are not in it.</summary>
public sealed class DailyCount
{
    /// <summary>Midnight of the day, UTC.</summary>
    public DateTime DayUtc { get; set; }

    public required string ProductId { get; set; }

    public InteractionKind Kind { get; set; }

    /// <summary>True for events that are interactions in the journal too; false for those that are nowhere else.</summary>
    public bool Journaled { get; set; }

    /// <summary>Events.</summary>
    public long Count { get; set; }

    /// <summary>Pieces.</summary>
    public long Pieces { get; set; }
}

/// <summary>How many requests of one hour had one outcome and took about so long, whether or not they were journaled.</summary>
public sealed class HourlyOutcome
{
    /// <summary>Start of the hour, UTC.</summary>
    public DateTime HourUtc { get; set; }

    /// <summary>products, question, referral or nothing.</summary>
    public required string Outcome { get; set; }

    /// <summary>Upper bound of the time taken, in microseconds: a power of two.</summary>
    public long WithinMicroseconds { get; set; }

    public long Count { get; set; }
}
