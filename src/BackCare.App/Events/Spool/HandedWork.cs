using System.Collections.Concurrent;

namespace BackCare.App.Events.Spool;

/// <summary>Work that only the database itself can do, handed by the journal's loop to whoever stores what waits on disk; refused at once while the database is known to be away.</summary>
/// <param name="wake">Wakes whoever stores what waits.</param>
internal sealed class HandedWork(Action wake)
{
    private readonly ConcurrentQueue<JournalWork> works = new();
    private volatile string why = "";
    private volatile bool isAway, isClosed;

    /// <summary>True while the last try to store something failed.</summary>
    public bool IsAway { get => isAway; set => isAway = value; }

    /// <summary>What was wrong with the database last.</summary>
    public string Why { get => why; set => why = value; }

    /// <summary>Hands work over.</summary>
    public void Add(JournalWork work)
    {
        works.Enqueue(work);
        if (isClosed || isAway)
            Fail(new IOException("The database is away."));
        else
            wake();
    }

    /// <summary>Work that was handed over; it is the caller's now.</summary>
    public IReadOnlyList<JournalWork> Take()
    {
        var taken = new List<JournalWork>();
        while (works.TryDequeue(out JournalWork? work))
            taken.Add(work);
        return taken;
    }

    /// <summary>The database is away: work that waits, and work that comes, fails.</summary>
    public void Fail(Exception fault)
    {
        foreach (JournalWork work in Take())
            work.Fail(fault);
    }

    /// <summary>Nobody takes work any more.</summary>
    public void Close()
    {
        isClosed = true;
        Fail(new IOException("The host is stopping."));
    }
}
