using System.Collections.Concurrent;
using System.Numerics;

namespace BackCare.App.Events;

/// <summary>Counts requests by hour, outcome and time taken, in memory; the journal adds the counts to the database. Nothing of the request is in them.</summary>
public sealed class OutcomeTally(TimeProvider clock)
{
    private readonly ConcurrentDictionary<OutcomeKey, long> counts = new();

    /// <summary>Counts one answer.</summary>
    public void Count(string outcome, TimeSpan taken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        var key = new OutcomeKey(new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc), outcome, Within(taken));
        counts.AddOrUpdate(key, 1, static (_, count) => count + 1);
    }

    internal bool IsEmpty => counts.IsEmpty;

    /// <summary>Takes the counts out; a caller that cannot store them puts them back.</summary>
    internal IReadOnlyList<(OutcomeKey Key, long Count)> Take()
    {
        var taken = new List<(OutcomeKey, long)>();
        foreach (OutcomeKey key in counts.Keys)
        {
            if (counts.TryRemove(key, out long count))
                taken.Add((key, count));
        }

        return taken;
    }

    internal void PutBack(IReadOnlyList<(OutcomeKey Key, long Count)> taken)
    {
        foreach ((OutcomeKey key, long count) in taken)
            counts.AddOrUpdate(key, count, (_, others) => others + count);
    }

    /// <summary>The smallest power of two of microseconds that holds the time, at least 1.</summary>
    private static long Within(TimeSpan taken) => (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, Math.Ceiling(taken.TotalMicroseconds)));
}

/// <summary>What is counted apart.</summary>
internal readonly record struct OutcomeKey(DateTime HourUtc, string Outcome, long WithinMicroseconds);
