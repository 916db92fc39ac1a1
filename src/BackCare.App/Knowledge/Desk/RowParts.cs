using BackCare.App.Data;
using BackCare.Domain.Editing;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Where a row of knowledge comes from.</summary>
/// <param name="State">shipped: as its file says; edited: changed here; added: made here; removed: taken out here.</param>
/// <param name="EditedUtc">When it was changed or removed here; null when it was not.</param>
/// <param name="Differences">What it says differently from the row that ships with the program, as shipped and as stored; empty when nothing, or when none ships.</param>
/// <param name="Ships">True when a row with this id ships with the program.</param>
public sealed record RowOrigin(string State, DateTime? EditedUtc, IReadOnlyList<FieldChange> Differences, bool Ships)
{
    internal static RowOrigin Of(KnowledgeEntry entry, ShippedKnowledge shipped)
    {
        IReadOnlyDictionary<string, string?>? file = shipped.Row(entry.Table, entry.Key);
        return new RowOrigin(StateOf(entry), entry.RemovedUtc ?? entry.EditedUtc, file is null ? [] : FieldDiff.Between(file, KnowledgeCells.ByColumn(entry.Cells)), file is not null);
    }

    internal static string StateOf(KnowledgeEntry entry) =>
        entry.RemovedUtc is not null ? "removed" : entry.SeedHash is null ? "added" : entry.EditedUtc is not null ? "edited" : "shipped";
}
