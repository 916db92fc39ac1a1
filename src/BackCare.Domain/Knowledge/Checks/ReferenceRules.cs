namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Every id that is named exists, also inside lists and pairs, and stands once in its list.</summary>
internal static class ReferenceRules
{
    public static void Check(CheckedTables tables)
    {
        foreach (KnowledgeTableShape shape in KnowledgeSchema.Tables)
        {
            foreach (KnowledgeReference reference in shape.References)
            {
                if (tables.Find(reference.Table) is not { } target)
                    continue;
                foreach (CheckedRow row in tables.Rows(shape.Name))
                    Check(row, reference, target);
            }
        }

        CheckProfiles(tables);
    }

    private static void Check(CheckedRow row, KnowledgeReference reference, CheckedTable target)
    {
        string[] ids = reference.Form switch
        {
            ReferenceForm.One => row[reference.Column] is { Length: > 0 } id ? [id] : [],
            ReferenceForm.List => row.List(reference.Column),
            _ => [.. row.List(reference.Column).Select(BeforeColon)],
        };
        foreach (string unknown in ids.Where(id => !target.HasKey(id)).Distinct(StringComparer.Ordinal))
            row.Note(reference.Column, unknown, $"names no row of {target.Table.File}", $"Use an id of {target.Table.File}, or add the row there");
        foreach (IGrouping<string, string> twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            row.Note(reference.Column, twice.Key, "is named more than once", "Keep one");
    }

    private static void CheckProfiles(CheckedTables tables)
    {
        var profiles = tables.Rows("evidence_rules").Select(r => r["evidence_profile"]).ToHashSet(StringComparer.Ordinal);
        if (profiles.Count == 0)
            return;
        foreach (CheckedRow product in tables.Rows(KnowledgeSchema.Products))
        {
            if (product["evidence_profile"].Length > 0 && !profiles.Contains(product["evidence_profile"]))
                product.Note("evidence_profile", "has no evidence rule", "Use a profile of evidence_rules.csv, or add at least one rule for it there");
        }
    }

    private static string BeforeColon(string pair) => pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[..colon] : pair;
}
