using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.Domain.Editing;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Editing;

/// <summary>What became of things that people edit: written in the same save as the change itself, read back newest first.</summary>
/// <remarks>
/// Taking a change back is up to whoever knows the thing: load it, ask <see cref="Edit.UndoIn"/> of the change for the state to save, save it, and
/// <see cref="Record"/> that as <see cref="ChangeKinds.Undo"/> with the change's id. An undo is a change as any other and can be taken back too.
/// </remarks>
public sealed class EditHistory(BackCareDb db, TimeProvider clock)
{
    // Undos of one thing that are looked through for what is taken back; older ones than that show as they were.
    private const int MostUndos = 1_000;

    /// <summary>Adds a change; the caller's <c>SaveChangesAsync</c> stores it together with the thing. Nothing is added when nothing changed.</summary>
    /// <param name="subject">Kind of thing.</param>
    /// <param name="key">Its key.</param>
    /// <param name="kind">One of <see cref="ChangeKinds"/>.</param>
    /// <param name="before">All its fields as they were; null when it did not exist.</param>
    /// <param name="after">All its fields as they will be; null when it will be gone.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="version">The thing's version after the save: 1 for a new row, one more than before for any other.</param>
    /// <param name="batchId">The import or bulk action that it belongs to.</param>
    /// <param name="undoes">The change that it takes back.</param>
    public StoredChange? Record(
        string subject, string key, string kind, IReadOnlyDictionary<string, string?>? before, IReadOnlyDictionary<string, string?>? after, Actor by, long version,
        string? batchId = null, long? undoes = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        Edit edit = Edit.Between(before, after);
        if (edit.IsEmpty)
            return null;
        var change = new StoredChange
        {
            Subject = subject,
            Key = key,
            Version = version,
            Kind = kind,
            Before = FieldsJson.Write(edit.Before),
            After = FieldsJson.Write(edit.After),
            ActorId = by.Id,
            ActorName = by.Name,
            ChangedUtc = clock.GetUtcNow().UtcDateTime,
            BatchId = batchId,
            Undoes = undoes,
        };
        db.Changes.Add(change);
        return change;
    }

    /// <summary>A change by its id; null when there is none.</summary>
    public Task<StoredChange?> FindAsync(long id, CancellationToken cancellationToken) =>
        db.Changes.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    /// <summary>The changes of an import or a bulk action, newest first: the order in which they are taken back.</summary>
    public async Task<IReadOnlyList<StoredChange>> BatchAsync(string batchId, CancellationToken cancellationToken) =>
        await db.Changes.AsNoTracking().Where(c => c.BatchId == batchId).OrderByDescending(c => c.Id).ToArrayAsync(cancellationToken);

    /// <summary>The newest version that was recorded of a thing, also of one that is gone; 0 when none was.</summary>
    public async Task<long> LastVersionAsync(string subject, string key, CancellationToken cancellationToken) =>
        await db.Changes.AsNoTracking().Where(c => c.Subject == subject && c.Key == key).MaxAsync(c => (long?)c.Version, cancellationToken) ?? 0;

    /// <summary>What a thing said at an older version, by taking later changes off what it says now; null when not all of them were recorded.</summary>
    public async Task<IReadOnlyDictionary<string, string?>?> StateAtAsync(
        string subject, string key, long version, IReadOnlyDictionary<string, string?> present, long presentVersion, CancellationToken cancellationToken)
    {
        if (version == presentVersion)
            return present;
        StoredChange[] since = await db.Changes.AsNoTracking().Where(c => c.Subject == subject && c.Key == key && c.Version > version)
            .OrderByDescending(c => c.Id).ToArrayAsync(cancellationToken);
        if (version > presentVersion || since.Length != presentVersion - version)
            return null;
        return since.Aggregate((IReadOnlyDictionary<string, string?>?)present, static (state, change) =>
        {
            Edit edit = change.ToEdit();
            return new Edit(edit.After, edit.Before).ApplyTo(state);
        });
    }

    /// <summary>Changes of one thing, newest first, with what took them back.</summary>
    /// <param name="subject">Kind of thing.</param>
    /// <param name="key">Its key.</param>
    /// <param name="beforeId">Only older ones than this change; null for the newest.</param>
    /// <param name="take">Most to return.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<HistoryEntry>> ReadAsync(string subject, string key, long? beforeId, int take, CancellationToken cancellationToken)
    {
        IQueryable<StoredChange> ofThing = db.Changes.AsNoTracking().Where(c => c.Subject == subject && c.Key == key);
        StoredChange[] page = await ofThing.Where(c => beforeId == null || c.Id < beforeId).OrderByDescending(c => c.Id).Take(take).ToArrayAsync(cancellationToken);
        var undos = await ofThing.Where(c => c.Undoes != null).OrderByDescending(c => c.Id).Take(MostUndos)
            .Select(c => new { c.Id, Undoes = c.Undoes!.Value }).ToArrayAsync(cancellationToken);
        // Newest first: whether an undo stands is known before what it took back is asked for.
        var takenBack = new Dictionary<long, long>();
        foreach (var undo in undos.Where(u => !takenBack.ContainsKey(u.Id)))
            takenBack.TryAdd(undo.Undoes, undo.Id);
        return [.. page.Select(c => new HistoryEntry(
            c.Id, c.Version, c.Kind, c.ActorName, c.ChangedUtc, c.BatchId, c.Undoes, takenBack.TryGetValue(c.Id, out long by) ? by : null, c.ToEdit().Changes))];
    }
}

/// <summary>One change as people read it.</summary>
/// <param name="Id">Its id, by which it is taken back.</param>
/// <param name="Version">The thing's version after it.</param>
/// <param name="Kind">One of <see cref="ChangeKinds"/>.</param>
/// <param name="By">Who did it.</param>
/// <param name="ChangedUtc">When.</param>
/// <param name="BatchId">The import or bulk action it belongs to; null when it stands alone.</param>
/// <param name="Undoes">The change that it took back; null for none.</param>
/// <param name="UndoneBy">The change that took it back and stands; null while it counts.</param>
/// <param name="Changes">The fields it changed.</param>
public sealed record HistoryEntry(
    long Id, long Version, string Kind, string By, DateTime ChangedUtc, string? BatchId, long? Undoes, long? UndoneBy, IReadOnlyList<FieldChange> Changes);
