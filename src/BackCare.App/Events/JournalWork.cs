using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>One thing that the journal's writer has to do.</summary>
internal abstract record JournalWork
{
    /// <summary>Called when the work is durable.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>Called when the work did not become durable.</summary>
    public virtual void Fail(Exception fault)
    {
    }
}

/// <summary>Keep a list; nobody waits for it.</summary>
internal sealed record KeepWork(KeptList Kept) : JournalWork;

/// <summary>Append lists and events; the caller waits until they are durable.</summary>
/// <param name="Lists">Served lists.</param>
/// <param name="Interactions">What was done; the entries of one event stand together.</param>
/// <param name="MaySpool">True when it is enough that the events wait on disk for the database.</param>
internal sealed record AppendWork(IReadOnlyList<PackedList> Lists, IReadOnlyList<Interaction> Interactions, bool MaySpool = false) : JournalWork
{
    private readonly TaskCompletionSource<Receipt> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Receipt> Done => done.Task;

    public Receipt? Receipt { get; set; }

    /// <summary>How many events it is.</summary>
    public int Events => Begins().Count();

    public override void Finish() => done.TrySetResult(Receipt!);

    /// <summary>The same as two works; null when it is a single list or event.</summary>
    public (AppendWork First, AppendWork Second)? Halves()
    {
        if (Lists.Count > 0 && Interactions.Count > 0)
            return (new AppendWork(Lists, []), new AppendWork([], Interactions));
        if (Lists.Count > 1)
            return (new AppendWork([.. Lists.Take(Lists.Count / 2)], []), new AppendWork([.. Lists.Skip(Lists.Count / 2)], []));
        int[] begins = [.. Begins()];
        if (begins.Length < 2)
            return null;
        int middle = begins[begins.Length / 2];
        return (new AppendWork([], [.. Interactions.Take(middle)]), new AppendWork([], [.. Interactions.Skip(middle)]));
    }

    /// <summary>Places where an event begins: the same event twice in a row begins again at its first item.</summary>
    private IEnumerable<int> Begins() => Enumerable.Range(0, Interactions.Count).Where(
        i => i == 0 || Interactions[i].EventId != Interactions[i - 1].EventId || Interactions[i].ItemIndex <= Interactions[i - 1].ItemIndex);

    public override void Fail(Exception fault) => done.TrySetException(new JournalUnavailableException(fault));
}

/// <summary>Erase everything of one visitor; the caller waits until it is gone.</summary>
internal sealed record EraseWork(string VisitorId) : JournalWork
{
    private readonly TaskCompletionSource<Erased> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Erased> Done => done.Task;

    public Erased? Erased { get; set; }

    public override void Finish() => done.TrySetResult(Erased!);

    public override void Fail(Exception fault) => done.TrySetException(new JournalUnavailableException(fault));
}

/// <summary>A list whose numbers are packed, ready to be inserted.</summary>
internal sealed record PackedList(KeptList Kept, byte[] Numbers, byte[]? Material)
{
    public ServedList List => Kept.List;

    /// <summary>Version of the shelf whose contents belong to it.</summary>
    public string ShelfVersion => Kept.Shelf?.Version ?? List.ShelfVersion;

    /// <summary>Contents of its shelf, for a list that waited on disk with them.</summary>
    public IReadOnlyList<PackedPart>? Parts { get; init; }

    public static PackedList Of(KeptList kept, FieldCipher cipher) => new(
        kept, ListPacking.Pack(kept.List.Scored),
        kept is { Told: { } told, Shelf: { } shelf } ? ReplayMaterial.Of(kept.List.Id, told, shelf).Pack(cipher) : null);
}
