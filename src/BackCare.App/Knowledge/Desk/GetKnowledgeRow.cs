using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using MediatR;

namespace BackCare.App.Knowledge.Desk;

/// <summary>One row of knowledge with everything an editor needs: what it says, where it comes from, who names it, what it may name.</summary>
public static class GetKnowledgeRow
{
    /// <param name="Table">The table.</param>
    /// <param name="Key">The row; null for the empty form of a new one.</param>
    public sealed record Query(string Table, string? Key) : IRequest<Answer<Response>>;

    /// <param name="Row">The row; null for a new one.</param>
    /// <param name="Origin">Where it comes from; null for a new one.</param>
    /// <param name="UsedBy">Rows of other tables that name it.</param>
    /// <param name="Options">Rows that it may name, by table, in their tables' order.</param>
    /// <param name="Said">Values that other rows of the table have in columns of free words, by column: suggestions.</param>
    /// <param name="Phrases">The phrases of a symptom; empty for every other table.</param>
    /// <param name="SuggestedKey">An id for a new row that is not taken.</param>
    public sealed record Response(
        GetKnowledgeRows.Item? Row, RowOrigin? Origin, IReadOnlyList<Usage> UsedBy, IReadOnlyDictionary<string, IReadOnlyList<Option>> Options,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Said, IReadOnlyList<GetKnowledgeRows.Item> Phrases, string SuggestedKey);

    /// <param name="Table">The table that names it.</param>
    /// <param name="Key">The row.</param>
    /// <param name="Column">Where.</param>
    /// <param name="Label">What a person calls the row.</param>
    public sealed record Usage(string Table, string Key, string Column, string Label);

    /// <param name="Key">The id.</param>
    /// <param name="Label">What a person calls it; the id where it has no name.</param>
    public sealed record Option(string Key, string Label);

    internal sealed class Handler(BackCareDb db, ShippedKnowledge shipped) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (KnowledgeFields.Of(request.Table) is not { } fields)
                return new Refusal(RefusalKind.NotFound, $"There is no knowledge table '{request.Table}'.");
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            KnowledgeEntry? entry = request.Key is { } key ? work.Find(request.Table, key) : null;
            if (request.Key is not null && entry is null)
                return new Refusal(RefusalKind.NotFound, $"There is no row '{request.Key}' in {request.Table}.");
            return new Response(
                entry is null ? null : ToItem(entry), entry is null ? null : RowOrigin.Of(entry, shipped), entry is null ? [] : UsedBy(work, request.Table, entry.Key),
                fields.Select(f => f.Table).OfType<string>().Distinct().ToDictionary(t => t, t => OptionsOf(work, t), StringComparer.Ordinal),
                fields.Where(f => f.Form == FieldForm.Text).ToDictionary(f => f.Column, f => Said(work, request.Table, f.Column), StringComparer.Ordinal),
                request.Table == "symptoms" && entry is not null ? [.. work.Rows("symptom_phrases").Where(e => e.RemovedUtc is null).Select(ToItem).Where(i => i.Cells.GetValueOrDefault("symptom_id") == entry.Key)] : [],
                SuggestedKeys.Next(request.Table, [.. work.Rows(request.Table).Select(e => e.Key)]));
        }

        private static GetKnowledgeRows.Item ToItem(KnowledgeEntry entry) => new(entry.Key, entry.Version, RowOrigin.StateOf(entry), KnowledgeCells.ByColumn(entry.Cells));

        private static IReadOnlyList<Option> OptionsOf(KnowledgeWork work, string table) =>
            [.. work.Tables.First(t => t.Name == table).Rows.Select(r => new Option(r.Key, LabelOf(work, table, r)))];

        // Columns that a person would call the row by, best first.
        private static readonly string[] Naming = ["plain_name", "name", "title", "concern", "description", "question", "phrase", "citation", "text", "pattern", "mechanism", "note"];

        private static string LabelOf(KnowledgeWork work, string table, KnowledgeRow row)
        {
            IReadOnlyList<string> columns = work.Tables.First(t => t.Name == table).Columns;
            string? name = Naming.Select(n => columns.ToList().IndexOf(n)).Where(at => at >= 0).Select(at => row.Cells[at]).FirstOrDefault(c => c.Length > 0);
            return name is null ? row.Key : name.Length > 90 ? name[..89] + "…" : name;
        }

        private static IReadOnlyList<string> Said(KnowledgeWork work, string table, string column)
        {
            const int MostSuggested = 40;
            KnowledgeTable rows = work.Tables.First(t => t.Name == table);
            int at = rows.Columns.ToList().IndexOf(column);
            string[] said = [.. rows.Rows.Select(r => r.Cells[at]).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal)];
            // A column where nearly every row says something of its own has no usual words.
            return said.Length <= MostSuggested && said.Length < rows.Rows.Count ? [.. said.Order(StringComparer.Ordinal)] : [];
        }

        private static IReadOnlyList<Usage> UsedBy(KnowledgeWork work, string table, string key) =>
        [
            .. from shape in KnowledgeSchema.Tables
               from reference in shape.References.Where(r => r.Table == table)
               from row in work.Tables.First(t => t.Name == shape.Name).Rows
               let cell = row.Cells[shape.Columns.ToList().IndexOf(reference.Column)]
               where cell.Length >= key.Length && Names(cell, key, reference.Form)
               select new Usage(shape.Name, row.Key, reference.Column, LabelOf(work, shape.Name, row)),
        ];

        private static bool Names(string cell, string key, ReferenceForm form) => form switch
        {
            ReferenceForm.One => cell == key,
            ReferenceForm.List => cell.Split('|').Contains(key),
            _ => cell.Split('|').Any(pair => pair.StartsWith(key + ":", StringComparison.Ordinal)),
        };
    }
}
