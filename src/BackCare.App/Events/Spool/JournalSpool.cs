using System.Diagnostics.Metrics;
using System.Globalization;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using Microsoft.Extensions.Logging;

namespace BackCare.App.Events.Spool;

/// <summary>Lists and events that wait on this host's disk while the database is away (docs/decisions/0110-spool.md). It is on in a host that also stores them again.</summary>
internal sealed class JournalSpool : IDisposable
{
    private const long RotateBytes = 8 * 1024 * 1024;

    private readonly SpoolSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private readonly Meter meter = new(Traces.SourceName);
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly List<WaitingFile> waiting = [];
    private readonly List<SpoolFolder> adopted = [];
    private readonly HashSet<string> shelves = new(StringComparer.Ordinal);
    private SpoolFolder? own;
    private SpoolFile? open, aside;
    private int openLists, openEvents, number;
    private long setAside;
    private DateTime? since;
    private volatile string? broken;
    private volatile bool isOn;

    public JournalSpool(SpoolSettings settings, TimeProvider clock, ILogger log)
    {
        (this.settings, this.clock, this.log) = (settings, clock, log);
        Handed = new HandedWork(Wake);
    }

    /// <summary>Held by whoever writes: the journal's loop for a batch, the replay for its last step, so that nothing is spooled between that step and the first batch that goes straight to the
    /// database.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>True when what cannot be stored now may wait here.</summary>
    public bool IsOn => isOn;

    /// <summary>Work that waits for whoever stores what waits, because the database itself must do it.</summary>
    public HandedWork Handed { get; }

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
                return waiting.Count == 0 && open is null;
        }
    }

    public SpoolStats Stats
    {
        get
        {
            lock (gate)
            {
                return new SpoolStats(
                    waiting.Sum(w => w.Lists) + openLists, waiting.Sum(w => w.Events) + openEvents, Bytes, IsOn ? settings.MostBytes : 0, since, Interlocked.Read(ref setAside));
            }
        }
    }

    /// <summary>Why the host is not plainly well; null when it is.</summary>
    public string? Degraded
    {
        get
        {
            if (broken is { } reason)
                return reason;
            SpoolStats now = Stats;
            return now.SinceUtc is { } from
                ? string.Create(CultureInfo.InvariantCulture,
                    $"The database has not taken events since {from:HH:mm:ss} UTC ({Handed.Why}): {now.Events} events and {now.Lists} lists wait on this host's disk ({now.Bytes / 1048576.0:0.0} of {now.MostBytes / 1048576} MB) and are stored when it does.")
                : now.SetAside > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{now.SetAside} lists or events could not be stored for what they hold and were set aside; they are tried again at the next start. See the log.")
                    : null;
        }
    }

    private long Bytes => waiting.Sum(w => w.Bytes) + (open?.Length ?? 0);

    /// <summary>Makes a folder for this process and takes over what processes that ended have left.</summary>
    public void Start()
    {
        if (settings.Folder is null)
            return;
        AddGauges();
        try
        {
            own = SpoolFolder.Create(settings.Folder, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
            isOn = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            broken = $"The folder {settings.Folder} (Journal:Spool) cannot be written: events are refused while the database is away. Let this process write it.";
            log.NotWritable(fault);
        }
    }

    /// <summary>Takes over what processes that ended have left.</summary>
    public void Adopt()
    {
        if (!IsOn)
            return;
        foreach (SpoolFolder orphan in SpoolFolder.TakeOrphans(settings.Folder!))
            Adopt(orphan);
    }

    /// <summary>Adds what waits; when this returns it is on disk. Lists leave the last quarter of the room to events.</summary>
    /// <param name="lists">Served lists.</param>
    /// <param name="appends">Events.</param>
    /// <param name="newPartsOf">Contents of a list's shelf, unless the database has them; asked once a shelf.</param>
    /// <returns>Lists that found no room.</returns>
    /// <exception cref="IOException">Nothing of it is on disk.</exception>
    public int Add(IReadOnlyList<PackedList> lists, IReadOnlyList<AppendWork> appends, Func<PackedList, IReadOnlyList<PackedPart>?> newPartsOf)
    {
        lock (gate)
        {
            (List<byte[]> records, HashSet<string> newShelves, int kept) = Pack(lists, newPartsOf);
            records.AddRange(appends.Where(a => a.Interactions.Count > 0).Select(a => new SpooledEvents(a.Interactions).ToBytes()));
            if (records.Count == 0)
                return lists.Count - kept;
            if (Bytes + records.Sum(r => (long)r.Length) > settings.MostBytes)
                throw new SpoolFullException($"As much waits as may wait (Journal:SpoolMegabytes, {settings.MostBytes / 1048576}).");
            open ??= SpoolFile.Create(PathOf(SpoolFolder.Ending));
            open.Append(records);
            shelves.UnionWith(newShelves);
            (openLists, openEvents) = (openLists + kept, openEvents + appends.Sum(a => a.Events));
            if (since is null)
                log.Spooling();
            since ??= clock.GetUtcNow().UtcDateTime;
            if (open.Length >= RotateBytes)
                CloseFile();
            Wake();
            return lists.Count - kept;
        }
    }

    /// <summary>What waits now, oldest first; what comes later goes into a new file.</summary>
    public IReadOnlyList<WaitingFile> Seal()
    {
        lock (gate)
        {
            CloseFile();
            return [.. waiting];
        }
    }

    /// <summary>Removes a file whose records are all stored.</summary>
    public void Done(WaitingFile file)
    {
        SpoolFile.Wipe(file.Path);
        Leave(file);
    }

    /// <summary>A file waits no more.</summary>
    public void Leave(WaitingFile file)
    {
        lock (gate)
        {
            waiting.Remove(file);
            foreach (SpoolFolder folder in adopted.Where(f => f.Files.Count == 0 && f.SetAside.Count == 0).ToArray())
            {
                folder.Remove();
                adopted.Remove(folder);
            }

            if (waiting.Count > 0 || open is not null)
                return;
            since = null;
            shelves.Clear();
        }

        log.Emptied();
    }

    /// <summary>Puts a file aside that cannot be read, or not to its end; the next start tries it again.</summary>
    public void SetAside(WaitingFile file, string why)
    {
        File.Move(file.Path, file.Path + SpoolFolder.Aside, overwrite: true);
        Interlocked.Increment(ref setAside);
        log.Unreadable(Path.GetFileName(file.Path), why);
        Leave(file);
    }

    /// <summary>Puts records aside that cannot be stored for what they hold; the next start tries them again.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public void SetAside(IReadOnlyList<SpoolRecord> records, string why)
    {
        lock (gate)
        {
            aside ??= SpoolFile.Create(PathOf(SpoolFolder.Ending + SpoolFolder.Aside));
            aside.Append([.. records.Select(r => r.ToBytes())]);
        }

        Interlocked.Add(ref setAside, records.Count);
        log.Poisoned(records.Count, why);
    }

    /// <summary>Waits until something waits, or for a time.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => signal.WaitAsync(most, cancellationToken);

    public void Dispose()
    {
        lock (gate)
        {
            CloseFile();
            aside?.Dispose();
            if (own is { } mine && waiting.Count == 0 && aside is null)
                mine.Remove();
            else
                own?.Dispose();
            foreach (SpoolFolder folder in adopted)
                folder.Dispose();
            isOn = false;
        }

        meter.Dispose();
        signal.Dispose();
        Turn.Dispose();
    }

    private (List<byte[]> Records, HashSet<string> NewShelves, int Kept) Pack(IReadOnlyList<PackedList> lists, Func<PackedList, IReadOnlyList<PackedPart>?> newPartsOf)
    {
        var records = new List<byte[]>();
        var newShelves = new HashSet<string>(StringComparer.Ordinal);
        long size = Bytes;
        int kept = 0;
        foreach (PackedList list in lists)
        {
            byte[]? shelf = !shelves.Contains(list.ShelfVersion) && newShelves.Add(list.ShelfVersion) && newPartsOf(list) is { } parts
                ? new SpooledShelf(list.ShelfVersion, parts).ToBytes() : null;
            byte[] packed = SpooledList.Of(list).ToBytes();
            size += packed.Length + (shelf?.Length ?? 0);
            if (size > settings.MostBytes / 4 * 3)
                break;
            if (shelf is not null)
                records.Add(shelf);
            records.Add(packed);
            kept++;
        }

        return (records, newShelves, kept);
    }

    private void Adopt(SpoolFolder orphan)
    {
        IReadOnlyList<string> files = orphan.Files;
        if (files.Count == 0)
        {
            orphan.Remove();
            return;
        }

        WaitingFile[] found = [.. files.Select(WaitingFile.Of)];
        lock (gate)
        {
            adopted.Add(orphan);
            waiting.InsertRange(0, found);
            since ??= clock.GetUtcNow().UtcDateTime;
        }

        log.Adopting(found.Length, found.Sum(f => f.Bytes));
        Wake();
    }

    private void CloseFile()
    {
        if (open is null)
            return;
        waiting.Add(new WaitingFile(open.Path, open.Length, openLists, openEvents));
        open.Dispose();
        (open, openLists, openEvents) = (null, 0, 0);
    }

    private string PathOf(string ending) => Path.Combine(own!.Path, (++number).ToString("D8", CultureInfo.InvariantCulture) + ending);

    private void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Whoever waits was woken already.
        }
    }

    private void AddGauges()
    {
        meter.CreateObservableGauge("backcare.journal.spool.bytes", () => Stats.Bytes, "By", "Bytes that wait on disk for the database.");
        meter.CreateObservableGauge("backcare.journal.spool.events", () => Stats.Events, "{event}", "Events that wait on disk for the database.");
        meter.CreateObservableGauge("backcare.journal.spool.lists", () => Stats.Lists, "{list}", "Served lists that wait on disk for the database.");
        meter.CreateObservableCounter("backcare.journal.set_aside", () => Interlocked.Read(ref setAside), "{entry}", "Lists and events that could not be stored for what they hold.");
    }
}
