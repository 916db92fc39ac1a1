using System.Collections.Concurrent;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Accounts;

/// <summary>Remembers when keys were used, to the hour, until <see cref="KeyUseFlush"/> stores it: a request with a key writes nothing.</summary>
public sealed class KeyUses
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTime> seen = new(StringComparer.Ordinal);

    /// <summary>Notes a use.</summary>
    /// <param name="id">Of the key.</param>
    /// <param name="stored">What is stored as its last use.</param>
    /// <param name="now">The time.</param>
    public void Note(string id, DateTime? stored, DateTime now)
    {
        DateTime hour = now.AddTicks(-(now.Ticks % Step.Ticks));
        if (stored is null || stored < hour) seen[id] = hour;
    }

    /// <summary>What is not stored yet.</summary>
    internal IReadOnlyList<(string Id, DateTime Hour)> Waiting => [.. seen.Select(s => (s.Key, s.Value))];

    /// <summary>Stores what was noted; kept for the next time when the database is away.</summary>
    public async Task FlushAsync(BackCareDb db, CancellationToken cancellationToken)
    {
        foreach ((string id, DateTime hour) in seen.ToArray())
        {
            await db.ApiKeys.Where(k => k.Id == id && (k.LastUsedUtc == null || k.LastUsedUtc < hour))
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedUtc, hour), cancellationToken);
            seen.TryRemove(KeyValuePair.Create(id, hour));
        }
    }
}

/// <summary>Brings uses of keys into the database.</summary>
internal sealed partial class KeyUseFlush(KeyUses uses, Databases databases, TimeProvider clock, ILogger<KeyUseFlush> log) : HalfMinuteFlush(databases, clock)
{
    protected override Task StoreAsync(BackCareDb db, CancellationToken cancellationToken) => uses.FlushAsync(db, cancellationToken);

    protected override void NotStored(Exception fault) => NotStored(log, fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Last uses of API keys could not be stored; they are kept for the next time.")]
    private static partial void NotStored(ILogger log, Exception error);
}
