using BackCare.App.Data;
using BackCare.App.Serving;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Events.Spool;

/// <summary>Stores what waits on disk as soon as the database takes it, each list and event once: their ids make a second try a duplicate.</summary>
/// <remarks>
/// Lists go first, and after an outage events wait a moment longer: an event may have come to this host whose list another host has on its disk. The last step has the journal to itself, after it
/// events go straight to the database again.
/// </remarks>
internal sealed partial class SpoolReplay(EventJournal journal, TimeProvider clock, ILogger<SpoolReplay> log) : BackgroundService
{
    private const int ListsAtOnce = 200, InteractionsAtOnce = 2_000;
    private const long LastStepBytes = 1024 * 1024;

    /// <summary>How long other hosts have to bring the lists of an outage.</summary>
    private static readonly TimeSpan OthersBringLists = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1), BetweenOrphans = TimeSpan.FromMinutes(1), LastStep = TimeSpan.FromSeconds(3);

    private readonly JournalSpool spool = journal.Spool;
    private readonly Dictionary<string, IReadOnlyList<PackedPart>> shelves = new(StringComparer.Ordinal);
    private JournalStore? store;
    private Task underWay = Task.CompletedTask;
    private bool isFailing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        spool.Handed.Close();
        await underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (store is { } used)
            await used.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A start must not wait for the disk: the first part up to the first await runs on the thread that starts the host.
        await Task.Yield();
        spool.Start();
        long looked = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (looked == 0 || clock.GetElapsedTime(looked) >= BetweenOrphans)
                {
                    spool.Adopt();
                    looked = clock.GetTimestamp();
                }

                await DrainAsync(stoppingToken);
                (isFailing, spool.Handed.IsAway) = (false, false);
                shelves.Clear();
                await spool.WaitAsync(BetweenOrphans, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever is wrong with the database or the disk: what waits goes on waiting, and is tried again.
                spool.Handed.Why = DatabaseTrouble.NameOf(fault);
                if (!isFailing)
                    NotStored(log, spool.Handed.Why);
                (isFailing, spool.Handed.IsAway) = (true, true);
                spool.Handed.Fail(fault);
                await Task.Delay(BetweenTries, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        // What took too long last time may still be at it.
        await underWay.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        store ??= journal.NewStore();
        for (bool isSettled = false; ; isSettled = true)
        {
            await DoHandedAsync();
            if (spool.IsEmpty)
                return;
            // Asked for nothing first: while it is away, what comes goes on into the same file.
            await StoreAsync(new JournalLoad([], [], []));
            IReadOnlyList<WaitingFile> files = spool.Seal();
            if (isSettled && files.Sum(f => f.Bytes) <= LastStepBytes)
            {
                await FinishAsync(cancellationToken);
                return;
            }

            await StoreListsAsync(files);
            if (!isSettled)
                await Task.Delay(OthersBringLists, clock, cancellationToken);
            await StoreEventsAsync(files);
        }
    }

    private async Task DoHandedAsync()
    {
        IReadOnlyList<JournalWork> works = spool.Handed.Take();
        if (works.Count == 0)
            return;
        try
        {
            await store!.WriteAsync(new JournalLoad([], [.. works.OfType<EraseWork>()], [.. works.OfType<AppendWork>()]));
            spool.Handed.IsAway = false;
            foreach (JournalWork work in works)
                work.Finish();
        }
        catch (Exception fault)
        {
            foreach (JournalWork work in works)
                work.Fail(fault);
            throw;
        }
    }

    /// <summary>The last step, while nothing else is written.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        await spool.Turn.WaitAsync(cancellationToken);
        try
        {
            IReadOnlyList<WaitingFile> files = spool.Seal();
            underWay = Task.Run(
                async () =>
                {
                    await StoreListsAsync(files);
                    await StoreEventsAsync(files);
                },
                CancellationToken.None);
            await underWay.WaitAsync(LastStep, clock, cancellationToken);
        }
        finally
        {
            spool.Turn.Release();
        }
    }

    private async Task StoreListsAsync(IReadOnlyList<WaitingFile> files)
    {
        foreach (WaitingFile file in files)
        {
            if (Read(file) is not { } content)
                continue;
            foreach (SpooledShelf shelf in content.Records.OfType<SpooledShelf>())
                shelves[shelf.ShelfVersion] = shelf.Parts;
            foreach (PackedList[] lists in content.Records.OfType<SpooledList>().Select(l => l.ToPacked(shelves.GetValueOrDefault(l.Row.ShelfVersion))).Chunk(ListsAtOnce))
                await StoreAsync(new JournalLoad(lists, [], []));
        }
    }

    private async Task StoreEventsAsync(IReadOnlyList<WaitingFile> files)
    {
        foreach (WaitingFile file in files)
        {
            if (Read(file) is not { } content)
                continue;
            var appends = new List<AppendWork>();
            foreach (SpooledEvents events in content.Records.OfType<SpooledEvents>().Where(IsOfTime))
            {
                appends.Add(new AppendWork([], events.Interactions));
                if (appends.Sum(a => a.Interactions.Count) < InteractionsAtOnce)
                    continue;
                await StoreAsync(new JournalLoad([], [], appends));
                appends = [];
            }

            if (appends.Count > 0)
                await StoreAsync(new JournalLoad([], [], appends));
            if (content.IsDamaged)
                spool.SetAside(file, $"{content.UnreadBytes} bytes of it are damaged; what stood before them is stored.");
            else
                spool.Done(file);
        }
    }

    private async Task StoreAsync(JournalLoad load)
    {
        await store!.WriteAsync(load);
        spool.Handed.IsAway = false;
    }

    /// <summary>What a file holds; null when it is gone or was set aside, because it cannot be read.</summary>
    private SpoolContent? Read(WaitingFile file)
    {
        if (!File.Exists(file.Path))
        {
            spool.Leave(file);
            return null;
        }

        try
        {
            return SpoolFile.Read(file.Path);
        }
        catch (InvalidDataException fault)
        {
            spool.SetAside(file, fault.Message);
            return null;
        }
    }

    /// <summary>Whether the ids of events are still remembered, so that they count once; else they are set aside.</summary>
    private bool IsOfTime(SpooledEvents events)
    {
        if (events.Interactions.Count == 0 || clock.GetUtcNow().UtcDateTime - events.Interactions[0].ReceivedUtc <= EventJournal.OldestEvent)
            return true;
        spool.SetAside([events], "older than 30 days");
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits on disk could not be stored ({Fault}); it is tried again in a second.")]
    private static partial void NotStored(ILogger log, string fault);
}
