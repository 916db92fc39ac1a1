using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn;

namespace BackCare.App.Events;

/// <summary>One thing that the journal's writer has to do.</summary>
internal abstract record JournalWork
{
    /// <summary>Called when the work did not become durable.</summary>
    public virtual void Fail(Exception fault)
    {
    }
}

/// <summary>Keep a list; nobody waits for it.</summary>
internal sealed record KeepWork(KeptList Kept) : JournalWork;

/// <summary>Append lists and events; the caller waits until they are durable.</summary>
internal sealed record AppendWork(IReadOnlyList<PackedList> Lists, IReadOnlyList<Interaction> Interactions) : JournalWork
{
    private readonly TaskCompletionSource<Receipt> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Receipt> Done => done.Task;

    public Receipt? Receipt { get; set; }

    public void Finish() => done.TrySetResult(Receipt!);

    public override void Fail(Exception fault) => done.TrySetException(new JournalUnavailableException(fault));
}

/// <summary>Erase everything of one visitor; the caller waits until it is gone.</summary>
internal sealed record EraseWork(string VisitorId) : JournalWork
{
    private readonly TaskCompletionSource<Erased> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Erased> Done => done.Task;

    public Erased? Erased { get; set; }

    public void Finish() => done.TrySetResult(Erased!);

    public override void Fail(Exception fault) => done.TrySetException(new JournalUnavailableException(fault));
}

/// <summary>A list whose numbers are packed, ready to be inserted.</summary>
internal sealed record PackedList(KeptList Kept, byte[] Numbers, byte[]? Material)
{
    public ServedList List => Kept.List;

    public static PackedList Of(KeptList kept, FieldCipher cipher) => new(
        kept, ListPacking.Pack(kept.List.Scored),
        kept is { Told: { } told, Shelf: { } shelf } ? ReplayMaterial.Of(kept.List.Id, told, shelf).Pack(cipher) : null);
}
