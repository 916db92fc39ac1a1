using BackCare.App.Events.Spool;

namespace BackCare.App.Events;

/// <summary>What is to be written at once.</summary>
internal sealed record JournalLoad(IReadOnlyList<PackedList> Lists, IReadOnlyList<EraseWork> Erasures, IReadOnlyList<AppendWork> Appends)
{
    /// <summary>Counts of answers.</summary>
    public IReadOnlyList<(OutcomeKey Key, long Count)> Outcomes { get; init; } = [];

    /// <summary>Event ids received before then are forgotten; null forgets none.</summary>
    public DateTime? ForgetBefore { get; init; }

    private int Works => Lists.Count + Erasures.Count + Appends.Count;

    /// <summary>The same as two loads, lists still before events; null when it is a single list, event or erasure.</summary>
    public (JournalLoad First, JournalLoad Second)? Halves()
    {
        int half = Works / 2;
        return half > 0 ? (Part(0, half), Part(half, Works))
            : Appends is [var only] && only.Halves() is (var first, var second) ? (new JournalLoad([], [], [first]), new JournalLoad([], [], [second]))
            : null;
    }

    /// <summary>Takes over the receipts of the two halves of its only work.</summary>
    public void Join(JournalLoad first, JournalLoad second)
    {
        if (Works == 1 && Appends is [var only])
            only.Receipt = first.Appends[0].Receipt! + second.Appends[0].Receipt!;
    }

    /// <summary>A single list or event as it waits on disk; null for an erasure.</summary>
    public SpoolRecord? ToRecord() =>
        Lists is [var list] ? SpooledList.Of(list)
        : Appends is [{ Lists: [var appended] }] ? SpooledList.Of(appended)
        : Appends is [{ Interactions: { Count: > 0 } interactions }] ? new SpooledEvents(interactions)
        : null;

    private JournalLoad Part(int from, int to)
    {
        int erasures = Lists.Count, appends = erasures + Erasures.Count;
        return new JournalLoad(
            [.. Lists.Skip(from).Take(to - from)],
            [.. Erasures.Skip(from - erasures).Take(Math.Max(0, to - Math.Max(from, erasures)))],
            [.. Appends.Skip(from - appends).Take(Math.Max(0, to - Math.Max(from, appends)))]);
    }
}
