using BackCare.Domain.Knowledge.Checks;

namespace BackCare.Domain.Knowledge;

/// <summary>Every rule that the knowledge base must keep (knowledge README, section 12, and more), all at once.</summary>
public static class KnowledgeCheck
{
    /// <summary>Everything wrong with the tables, by file, line and column. An empty answer means that they may be served.</summary>
    /// <param name="tables">The tables as text; a missing one is a problem.</param>
    /// <param name="triageCases">Test texts, none of which may be a phrase; null when there are none.</param>
    public static IReadOnlyList<KnowledgeProblem> Run(IReadOnlyList<KnowledgeTable> tables, KnowledgeTable? triageCases = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var @checked = new CheckedTables(tables);
        ShapeRules.Check(@checked);
        var misshapen = @checked.Problems.Where(p => p.Column.Length == 0).Select(p => (p.File, p.Line)).ToHashSet();
        @checked.Problems.AddRange(KnowledgeReader.Read(tables).Problems.Where(p => !misshapen.Contains((p.File, p.Line))));
        if (@checked.Find("regulatory") is null)
            @checked.Problems.Add(TableSource.Missing("regulatory"));

        ReferenceRules.Check(@checked);
        ChainRules.Check(@checked);
        EvidenceRules.Check(@checked);
        SafetyRules.Check(@checked);
        SymptomRules.Check(@checked, triageCases);
        PlanRules.Check(@checked);
        CatalogRules.Check(@checked);
        TranslationRules.Check(@checked);

        // Without one of its columns a file's rows cannot be judged: the header is said once, not every row.
        HashSet<string> headless = Headless(tables);
        return
        [
            .. @checked.Problems.Where(p => p.Line <= 1 || !headless.Contains(p.File)).Distinct().OrderBy(p => p.File, StringComparer.Ordinal)
                .ThenBy(p => p.Line).ThenBy(p => p.Column, StringComparer.Ordinal).ThenBy(p => p.Problem, StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> Headless(IReadOnlyList<KnowledgeTable> tables) =>
    [
        .. tables.Where(t => KnowledgeSchema.ByName.TryGetValue(t.Name, out KnowledgeTableShape? shape) && shape.Columns.Except(t.Columns, StringComparer.Ordinal).Any())
            .Select(t => t.File),
    ];
}
