using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Plans;

/// <summary>Makes a self-care plan for the matched symptoms: from a template, or put together in the order align, support, stretch, strengthen.</summary>
/// <remarks>General fitness content; exercises that a reported condition speaks against are left out, and no plan starts while a danger sign stops
/// everything or an emergency question stands open (knowledge README, section 9).</remarks>
public sealed class PlanBuilder
{
    /// <summary>Id of a plan that was put together.</summary>
    public const string ComposedId = "plan_composed";

    private const int ComposedWeeks = 6, MostPerPhase = 5;
    private readonly KnowledgeBase knowledge;
    private readonly ILookup<string, string> avoidedEquipment;
    private readonly ILookup<string, Category> supports;

    /// <summary>Takes templates and exercises from a knowledge base.</summary>
    public PlanBuilder(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        this.knowledge = knowledge;
        ILookup<string, string> categoriesOfProfile = knowledge.Rows.Products.ToLookup(p => p.EvidenceProfile, p => p.CategoryId, StringComparer.Ordinal);
        avoidedEquipment = knowledge.Rows.EvidenceRules.Where(r => r.Effect == Effect.Avoid)
            .SelectMany(r => categoriesOfProfile[r.EvidenceProfile].Distinct(), (rule, category) => (rule.SymptomId, category))
            .ToLookup(p => p.SymptomId, p => p.category, StringComparer.Ordinal);
        supports = knowledge.Rows.EvidenceRules.Where(r => r.Relevance > 0)
            .SelectMany(r => categoriesOfProfile[r.EvidenceProfile].Distinct().Select(id => knowledge.Categories[id]), (rule, category) => (rule.SymptomId, category))
            .Where(p => p.category.PlanGroup == PlanGroup.Support).ToLookup(p => p.SymptomId, p => p.category, StringComparer.Ordinal);
    }

    /// <summary>The plan; null while the verdict stops products, when an emergency question stands open, or when no exercise is left.</summary>
    /// <param name="symptoms">Matched symptoms, best first.</param>
    /// <param name="verdict">What the gate decided.</param>
    public SelfCarePlan? Build(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Stop != Stop.None || verdict.NoStretchRegions.Count > 0)
            return null;
        LinkedSymptom[] open = [.. symptoms.Where(s => !verdict.StoppedSymptoms.Contains(s.SymptomId))];
        var dropped = new List<DroppedExercise>();
        var avoided = symptoms.SelectMany(s => avoidedEquipment[s.SymptomId], (s, category) => (category, s.SymptomId)).DistinctBy(p => p.category)
            .ToDictionary(p => p.category, p => p.SymptomId, StringComparer.Ordinal);
        PlanTemplate? template = Template(open);
        SelfCarePlan? plan = template is not null ? FromTemplate(template, open, verdict, Keep) : Compose(open, verdict, Keep);
        return plan is null ? null : plan with { Dropped = [.. dropped.DistinctBy(d => d.ExerciseId)] };

        bool Keep(Exercise exercise)
        {
            string? because = exercise.Contraindications.FirstOrDefault(c => verdict.Conditions.Contains(c.ConditionId))?.ConditionId
                ?? exercise.EquipmentCategories.Where(avoided.ContainsKey).Select(c => avoided[c]).FirstOrDefault();
            if (because is not null)
                dropped.Add(new DroppedExercise(exercise.Id, exercise.Name, because));
            return because is null;
        }
    }

    // The template that covers most of what was understood; ties keep the order of the file.
    private PlanTemplate? Template(LinkedSymptom[] symptoms) => knowledge.Rows.Plans
        .Select(t => (Template: t, Covered: symptoms.Where(s => t.Symptoms.Contains(s.SymptomId)).Sum(s => s.Confidence)))
        .Where(t => t.Covered > 0).OrderByDescending(t => t.Covered).Select(t => t.Template).FirstOrDefault();

    private SelfCarePlan? FromTemplate(PlanTemplate template, LinkedSymptom[] symptoms, SafetyVerdict verdict, Func<Exercise, bool> keep)
    {
        PlannedPhase[] phases =
        [
            .. template.Phases.Select(p => new PlannedPhase(p.Weeks, p.Goal,
                    [.. p.Exercises.Select(id => knowledge.Exercises[id]).Where(keep).Select(e => Planned(e, verdict))]))
                .Where(p => p.Exercises.Count > 0),
        ];
        return phases.Length == 0 ? null : new SelfCarePlan(template.Id, template.Title, template.Weeks, template.Evidence, template.HonestNote,
            [.. symptoms.Select(s => s.SymptomId).Where(template.Symptoms.Contains)], phases, [], Sources(template.SourceIds));
    }

    private SelfCarePlan? Compose(LinkedSymptom[] symptoms, SafetyVerdict verdict, Func<Exercise, bool> keep)
    {
        string[] ids = [.. symptoms.Select(s => s.SymptomId)];
        Exercise[] fitting =
        [
            .. knowledge.Rows.Exercises.Where(e => e.Symptoms.Any(ids.Contains)).Where(keep)
                .OrderBy(e => Array.FindIndex(ids, e.Symptoms.Contains)).ThenByDescending(e => e.Grade).ThenBy(e => e.Id, StringComparer.Ordinal),
        ];
        if (fitting.Length == 0)
            return null;
        PlannedPhase[] phases =
        [
            .. Phase("1-2", "align and keep moving", e => e.Type is "alignment" or "habit" or "mobility" or "aerobic"),
            .. SupportPhase(ids, verdict),
            .. Phase("1-6", "stretch", e => e.Type is "stretch" or "self_massage"),
            .. Phase("3-6", "strengthen", e => e.Type is "strength" or "balance"),
        ];
        EvidenceGrade best = fitting.Max(e => e.Grade), least = fitting.Min(e => e.Grade);
        string grades = best == least ? Words(best) : $"{Words(best)} to {Words(least)}";
        return new SelfCarePlan(ComposedId, $"Exercises for {PlainNames.Lower(knowledge.Symptoms[ids[0]].Name.Trim('"'))}", ComposedWeeks,
            $"{grades}, for the exercises one by one",
            "Put together from single exercises; the combination was not tested, and no exercise here is known to beat another one that you would rather do.",
            [.. ids.Where(id => fitting.Any(e => e.Symptoms.Contains(id)))], phases, [],
            Sources([.. fitting.SelectMany(e => e.SourceIds).Distinct(StringComparer.Ordinal)]));

        PlannedPhase[] Phase(string weeks, string goal, Func<Exercise, bool> belongs) => fitting.Any(belongs)
            ? [new PlannedPhase(weeks, goal, [.. fitting.Where(belongs).Take(MostPerPhase).Select(e => Planned(e, verdict))])]
            : [];
    }

    // Supports ask for no exercise: the phase names the kinds that the list may hold.
    private PlannedPhase[] SupportPhase(string[] ids, SafetyVerdict verdict)
    {
        string[] names =
        [
            .. ids.SelectMany(id => supports[id]).DistinctBy(c => c.Id)
                .Where(c => verdict.Limits.GetValueOrDefault(c.Id)?.Level is null or ContraindicationLevel.Caution).Select(c => PlainNames.Lower(c.Name)),
        ];
        return names.Length == 0 ? [] : [new PlannedPhase($"1-{ComposedWeeks}", $"support for comfort, if you like: {string.Join(", ", names)}", [])];
    }

    private static string Words(EvidenceGrade grade) => grade.ToSnake().Replace('_', ' ');

    private PlannedExercise Planned(Exercise exercise, SafetyVerdict verdict) => new(exercise,
        [.. exercise.StopRules.Select(id => knowledge.StopRules.GetValueOrDefault(id)).OfType<StopRule>()],
        exercise.EquipmentCategories.Select(c => verdict.Limits.GetValueOrDefault(c)?.Reason).FirstOrDefault(r => r is not null), Sources(exercise.SourceIds));

    private Source[] Sources(IReadOnlyList<string> ids) => [.. ids.Select(id => knowledge.Sources.GetValueOrDefault(id)).OfType<Source>()];
}
