using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Related;

/// <summary>How alike two products are by what is known of them.</summary>
/// <param name="Value">In [0, 1].</param>
/// <param name="Because">The most telling thing they share.</param>
/// <param name="Name">Its plain name.</param>
internal readonly record struct Likeness(double Value, RelatedBy Because, string Name)
{
    private const double OfSymptoms = 0.5, OfStructures = 0.2, OfCategory = 0.2, OfPlanGroup = 0.1;

    /// <summary>Weighs shared symptoms, by what the rules are worth, before shared structures, category and step of a plan.</summary>
    public static Likeness Of(ShelfItem a, ShelfItem b, KnowledgeBase knowledge, RelatedTexts texts)
    {
        (double symptoms, string? symptom) = Symptoms(a, b);
        (double structures, string? structure) = Structures(a, b);
        bool category = a.Category.Id == b.Category.Id, group = a.Category.PlanGroup == b.Category.PlanGroup;
        double value = OfSymptoms * symptoms + OfStructures * structures + (category ? OfCategory : 0) + (group ? OfPlanGroup : 0);
        return symptom is not null ? new Likeness(value, RelatedBy.SameSymptom, PlainNames.Of(knowledge.Symptoms[symptom], texts.Names, knowledge))
            : structure is not null ? new Likeness(value, RelatedBy.SameStructure, PlainNames.Of(knowledge.Structures[structure], texts.Names, knowledge))
            : category ? new Likeness(value, RelatedBy.SameCategory, PlainNames.Lower(knowledge.Say(b.Category.Name, texts.Names.Language)))
            : new Likeness(value, RelatedBy.SamePlanGroup, "");
    }

    /// <summary>The symptom that two products share most, and what it is worth to both.</summary>
    public static (string? SymptomId, double Worth) Shared(ShelfItem a, ShelfItem b)
    {
        (string? best, double most) = (null, 0);
        foreach (EvidenceRule one in a.Rules)
        {
            foreach (EvidenceRule other in b.Rules)
            {
                double worth = one.SymptomId == other.SymptomId ? Math.Min(KnowledgeScore.OfRule(one), KnowledgeScore.OfRule(other)) : 0;
                if (worth > most)
                    (best, most) = (one.SymptomId, worth);
            }
        }

        return (best, most);
    }

    // Weighted Jaccard: what both are worth over what either is worth, summed over symptoms.
    private static (double Value, string? Best) Symptoms(ShelfItem a, ShelfItem b)
    {
        double both = 0, all = 0;
        foreach (EvidenceRule rule in a.Rules)
            all += KnowledgeScore.OfRule(rule);
        foreach (EvidenceRule rule in b.Rules)
            all += KnowledgeScore.OfRule(rule);
        foreach (EvidenceRule one in a.Rules)
        {
            foreach (EvidenceRule other in b.Rules)
                both += one.SymptomId == other.SymptomId ? Math.Min(KnowledgeScore.OfRule(one), KnowledgeScore.OfRule(other)) : 0;
        }

        return all - both > 0 ? (both / (all - both), Shared(a, b).SymptomId) : (0, null);
    }

    private static (double Value, string? Best) Structures(ShelfItem a, ShelfItem b)
    {
        var of = new[] { a, b }.Select(item => item.Rules.Where(r => r.StructureId is not null && KnowledgeScore.OfRule(r) > 0)
            .Select(r => r.StructureId!).ToHashSet(StringComparer.Ordinal)).ToArray();
        string[] both = [.. of[0].Where(of[1].Contains).Order(StringComparer.Ordinal)];
        return both.Length == 0 ? (0, null) : (both.Length / (double)(of[0].Count + of[1].Count - both.Length), both[0]);
    }
}
