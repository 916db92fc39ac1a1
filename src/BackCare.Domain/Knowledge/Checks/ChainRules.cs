using BackCare.Domain.Anatomy;
using BackCare.Domain.Explain;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Links of the body chain: strength within its grade's band, nothing stronger than its evidence (knowledge README, sections 2 and 12).</summary>
internal static class ChainRules
{
    private const double HighestEducateOnly = 0.25;

    public static void Check(CheckedTables tables)
    {
        var pairs = new Dictionary<(string, string), int>();
        foreach (CheckedRow link in tables.Rows("links"))
        {
            CheckBand(link);
            if (link.Choice<EvidenceGrade>("evidence_grade") == EvidenceGrade.ExpertOpinion && link.Choice<LinkUse>("use") == LinkUse.Recommend)
                link.Note("use", "rests on expert opinion alone", "Use explain or educate_only, or raise the grade with a source");
            if (link.Choice<LinkUse>("use") == LinkUse.EducateOnly && link.Number("strength") > HighestEducateOnly)
                link.Note("strength", "is above 0.25 for educate_only", "Write 0.25 or less");
            if (link["from_structure"].Length > 0 && link["from_structure"] == link["to_structure"])
                link.Note("to_structure", "is the structure that the link starts from", "Name the structure that is loaded");
            else if (!pairs.TryAdd((link["from_structure"], link["to_structure"]), link.Line))
                link.Note("to_structure", FormattableString.Invariant($"is linked from {link["from_structure"]} in line {pairs[(link["from_structure"], link["to_structure"])]} already"), "Keep one link per pair");
            NeedsSource(link);
        }

        CheckOrder(tables);
    }

    internal static void NeedsSource(CheckedRow row)
    {
        if (row["source_ids"].Length == 0)
            row.Note("source_ids", "is empty", "Name at least one source; EXPERT_OPINION when there is none better");
    }

    private static void CheckBand(CheckedRow link)
    {
        if (link.Number("strength") is not { } strength || link.Choice<EvidenceGrade>("evidence_grade") is not { } grade)
            return;
        (double lowest, double highest) = grade switch
        {
            EvidenceGrade.Strong => (0.60, 0.90),
            EvidenceGrade.Moderate => (0.40, 0.80),
            EvidenceGrade.Limited => (0.15, 0.40),
            _ => (0.0, 0.20),
        };
        if (strength < lowest || strength > highest)
        {
            link.Note("strength", $"is outside the band of {grade.ToSnake()}",
                FormattableString.Invariant($"Write a number from {lowest:0.00} to {highest:0.00}, or correct the grade"));
        }
    }

    /// <summary>Regions stand on the chain one after the other, and a structure stands where its region does.</summary>
    private static void CheckOrder(CheckedTables tables)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (CheckedRow region in tables.Rows("regions"))
        {
            if (!places.TryAdd(region["chain_order"], region.Line))
                region.Note("chain_order", FormattableString.Invariant($"is the place of line {places[region["chain_order"]]} already"), "Give every region its own place");
        }

        foreach (CheckedRow structure in tables.Rows("structures"))
        {
            if (tables.ByKey("regions").TryGetValue(structure["region"], out CheckedRow region) && region["chain_order"] != structure["chain_order"])
                structure.Note("chain_order", $"is not the place of its region, {region["chain_order"]}", "Write the region's place, or correct the region");
        }
    }
}
