using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Knowledge.Desk;

/// <summary>How a change is written down.</summary>
/// <param name="By">Who makes it.</param>
/// <param name="Kind">What it is to the history; null lets each row say whether it begins, changes or ends.</param>
/// <param name="Undoes">The change that it takes back, by row; empty when it takes back none.</param>
/// <param name="Note">What the audit trail adds.</param>
internal sealed record Signed(Actor By, string? Kind = null, IReadOnlyDictionary<(string Table, string Key), long>? Undoes = null, string Note = "");

/// <summary>Writes planned rows with their history and audit entries; the caller saves them all at once.</summary>
internal sealed class KnowledgeSave(BackCareDb db, EditHistory history, AuditTrail audit, ShippedKnowledge shipped, TimeProvider clock)
{
    /// <summary>Name of a table's rows in the history.</summary>
    public static string Subject(string table) => $"knowledge/{table}";

    /// <summary>Adds everything to the context.</summary>
    public IReadOnlyList<SavedRow> Add(KnowledgeWork work, IReadOnlyList<PlannedRow> rows, Signed signed)
    {
        string? batch = rows.Count > 1 ? Guid.CreateVersion7(clock.GetUtcNow()).ToString("n") : null;
        var saved = new List<SavedRow>();
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PlannedRow row in rows)
        {
            long version = Write(work, row, ordinals);
            string kind = signed.Kind ?? (row.Before is null ? ChangeKinds.Create : row.After is null ? ChangeKinds.Remove : ChangeKinds.Edit);
            long? undoes = signed.Undoes?.TryGetValue((row.Table, row.Key), out long id) == true ? id : null;
            history.Record(Subject(row.Table), row.Key, kind, row.Before, row.After, signed.By, version, batch, undoes);
            audit.Add(signed.By, $"knowledge.{Past(kind)}", $"knowledge:{row.Table}/{row.Key}", signed.Note);
            saved.Add(new SavedRow(row.Table, row.Key, version, row.After is null));
        }

        return saved;
    }

    private long Write(KnowledgeWork work, PlannedRow row, Dictionary<string, int> ordinals)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        if (row.Entry is not { } entry)
        {
            int ordinal = ordinals[row.Table] = ordinals.GetValueOrDefault(row.Table, work.NextOrdinal(row.Table) - 1) + 1;
            entry = new KnowledgeEntry { Table = row.Table, Key = row.Key, Ordinal = ordinal, Cells = "{}", EditedUtc = now };
            Fill(entry, row, now);
            db.Knowledge.Add(entry);
            return 1;
        }

        db.Knowledge.Attach(entry);
        if (row.After is null)
            entry.RemovedUtc = now;
        else
            Fill(entry, row, now);
        db.Entry(entry).State = Microsoft.EntityFrameworkCore.EntityState.Modified;
        return entry.Version + 1;
    }

    /// <summary>A row that says what its file said is the file's again: the next import may change it.</summary>
    private void Fill(KnowledgeEntry entry, PlannedRow row, DateTime now)
    {
        KnowledgeTableShape shape = KnowledgeSchema.ByName[row.Table];
        entry.Cells = KnowledgeCells.ToJson([.. shape.Columns, .. shape.OptionalColumns], row.After!);
        entry.RemovedUtc = null;
        string hash = KnowledgeCells.Hash(entry.Cells);
        if (hash != entry.SeedHash && hash == shipped.HashOf(row.Table, row.Key))
            entry.SeedHash = hash;
        entry.EditedUtc = hash == entry.SeedHash ? null : now;
    }

    private static string Past(string kind) => kind switch
    {
        ChangeKinds.Create => "added",
        ChangeKinds.Remove => "removed",
        ChangeKinds.Undo => "undone",
        _ => "changed",
    };
}

/// <summary>A row as it was saved.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version since.</param>
/// <param name="Removed">True when it is gone since.</param>
public sealed record SavedRow(string Table, string Key, long Version, bool Removed);
