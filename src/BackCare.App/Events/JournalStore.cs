using System.Collections.Concurrent;
using System.Data.Common;
using BackCare.App.Data;
using BackCare.App.Events.Spool;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;

namespace BackCare.App.Events;

/// <summary>Writes loads into the database, over one connection that is opened again after a fault. What can never be stored is found by halving and set aside, so that it holds nothing else up.</summary>
internal sealed class JournalStore(
    Databases databases, Func<Shelf, ShelfContent?> contentOf, ConcurrentDictionary<string, bool> snapshots, JournalSpool spool, JournalMetrics metrics, TimeProvider clock) : IAsyncDisposable
{
    private const int Attempts = 2;

    private JournalWriter? writer;

    /// <summary>Writes everything that can be stored; receipts are set, but nobody is told yet.</summary>
    /// <exception cref="DbException">The database is away: what was written of the load is found again as duplicates.</exception>
    public async Task WriteAsync(JournalLoad load)
    {
        try
        {
            await TryAsync(load);
        }
        catch (Exception fault) when (DatabaseFaults.IsOfData(fault))
        {
            await HalveAsync(load, fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is { } open)
            await open.DisposeAsync();
        writer = null;
    }

    private async Task TryAsync(JournalLoad load)
    {
        for (int attempt = 1; ; attempt++)
        {
            long started = clock.GetTimestamp();
            try
            {
                writer ??= await JournalWriter.OpenAsync(databases, contentOf, snapshots);
                int stored = await writer.WriteAsync(load.Lists, load.Appends, load.Erasures, load.Outcomes, clock.GetUtcNow().UtcDateTime, load.ForgetBefore);
                metrics.Flushed(clock.GetElapsedTime(started), stored, load.Appends);
                return;
            }
            catch (Exception fault)
            {
                await DisposeAsync();
                if (attempt >= Attempts || fault is not DbException || DatabaseFaults.IsOfData(fault))
                    throw;
            }
        }
    }

    private async Task HalveAsync(JournalLoad load, Exception fault)
    {
        if (load.Halves() is not (var first, var second))
        {
            SetAside(load, fault);
            return;
        }

        await WriteAsync(first);
        await WriteAsync(second);
        load.Join(first, second);
        if (load.Outcomes.Count > 0 || load.ForgetBefore is not null)
            await TryAsync(new JournalLoad([], [], []) { Outcomes = load.Outcomes, ForgetBefore = load.ForgetBefore });
    }

    private void SetAside(JournalLoad load, Exception fault)
    {
        if (!spool.IsOn || load.ToRecord() is not { } record)
            throw new JournalUnavailableException(fault);
        spool.SetAside([record], fault.GetType().Name);
        foreach (AppendWork append in load.Appends)
            append.Receipt = new Receipt(0, 0, 0, append.Events);
    }
}
