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
    /// <param name="language">es for Spanish, anything else is English.</param>
    public SelfCarePlan? Build(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, string? language = null)
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
        SelfCarePlan? plan = template is not null ? FromTemplate(template, open, verdict, language, Keep) : Compose(open, verdict, language, Keep);
        return plan is null ? null : plan with { Dropped = [.. dropped.DistinctBy(d => d.ExerciseId)] };

        bool Keep(Exercise exercise)
        {
            string? because = exercise.Contraindications.FirstOrDefault(c => verdict.Conditions.Contains(c.ConditionId))?.ConditionId
                ?? exercise.EquipmentCategories.Where(avoided.ContainsKey).Select(c => avoided[c]).FirstOrDefault();
            if (because is not null)
                dropped.Add(new DroppedExercise(exercise.Id, knowledge.Say(exercise.Name, language), because, NameOf(because, language)));
            return because is null;
        }
    }

    // A condition, or the complaint for which its equipment is to be avoided.
    private string NameOf(string id, string? language) => knowledge.Say(
        knowledge.Conditions.TryGetValue(id, out Condition? condition) ? condition.Description : knowledge.Symptoms[id].Name, language);

    // The template that covers most of what was understood; ties keep the order of the file.
    private PlanTemplate? Template(LinkedSymptom[] symptoms) => knowledge.Rows.Plans
        .Select(t => (Template: t, Covered: symptoms.Where(s => t.Symptoms.Contains(s.SymptomId)).Sum(s => s.Confidence)))
        .Where(t => t.Covered > 0).OrderByDescending(t => t.Covered).Select(t => t.Template).FirstOrDefault();

    private SelfCarePlan? FromTemplate(PlanTemplate template, LinkedSymptom[] symptoms, SafetyVerdict verdict, string? language, Func<Exercise, bool> keep)
    {
        PlannedPhase[] phases =
        [
            .. template.Phases.Select(p => new PlannedPhase(p.Weeks, knowledge.Say(p.Goal, language),
                    [.. p.Exercises.Select(id => knowledge.Exercises[id]).Where(keep).Select(e => Planned(e, verdict, language))]))
                .Where(p => p.Exercises.Count > 0),
        ];
        return phases.Length == 0 ? null : new SelfCarePlan(
            template.Id, knowledge.Say(template.Title, language), template.Weeks, knowledge.Say(template.Evidence, language), knowledge.Say(template.HonestNote, language),
            [.. symptoms.Select(s => s.SymptomId).Where(template.Symptoms.Contains)], phases, [], Sources(template.SourceIds));
    }

    private SelfCarePlan? Compose(LinkedSymptom[] symptoms, SafetyVerdict verdict, string? language, Func<Exercise, bool> keep)
    {
        PlanTexts texts = PlanTexts.For(language);
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
            .. Phase("1-2", texts.Align, e => e.Type is "alignment" or "habit" or "mobility" or "aerobic"),
            .. SupportPhase(ids, verdict, language),
            .. Phase("1-6", texts.Stretch, e => e.Type is "stretch" or "self_massage"),
            .. Phase("3-6", texts.Strengthen, e => e.Type is "strength" or "balance"),
        ];
        EvidenceGrade best = fitting.Max(e => e.Grade), least = fitting.Min(e => e.Grade);
        return new SelfCarePlan(ComposedId, texts.Title(PlainNames.Lower(knowledge.Say(knowledge.Symptoms[ids[0]].Name, language).Trim('"'))), ComposedWeeks,
            texts.Evidence(best, least), texts.HonestNote,
            [.. ids.Where(id => fitting.Any(e => e.Symptoms.Contains(id)))], phases, [],
            Sources([.. fitting.SelectMany(e => e.SourceIds).Distinct(StringComparer.Ordinal)]));

        PlannedPhase[] Phase(string weeks, string goal, Func<Exercise, bool> belongs) => fitting.Any(belongs)
            ? [new PlannedPhase(weeks, goal, [.. fitting.Where(belongs).Take(MostPerPhase).Select(e => Planned(e, verdict, language))])]
            : [];
    }

    // Supports ask for no exercise: the phase names the kinds that the list may hold.
    private PlannedPhase[] SupportPhase(string[] ids, SafetyVerdict verdict, string? language)
    {
        string[] names =
        [
            .. ids.SelectMany(id => supports[id]).DistinctBy(c => c.Id)
                .Where(c => verdict.Limits.GetValueOrDefault(c.Id)?.Level is null or ContraindicationLevel.Caution).Select(c => PlainNames.Lower(knowledge.Say(c.Name, language))),
        ];
        return names.Length == 0 ? [] : [new PlannedPhase($"1-{ComposedWeeks}", PlanTexts.For(language).Support(string.Join(", ", names)), [])];
    }

    private PlannedExercise Planned(Exercise exercise, SafetyVerdict verdict, string? language)
    {
        string? caution = exercise.EquipmentCategories.Select(c => verdict.Limits.GetValueOrDefault(c)?.Reason).FirstOrDefault(r => r is not null);
        Exercise said = exercise with
        {
            Name = knowledge.Say(exercise.Name, language),
            Cues = knowledge.Say(exercise.Cues, language),
            Progression = knowledge.Say(exercise.Progression, language),
            Easier = knowledge.Say(exercise.Easier, language),
        };
        StopRule[] rules = [.. exercise.StopRules.Select(id => knowledge.StopRules.GetValueOrDefault(id)).OfType<StopRule>()];
        return new(said, [.. rules.Select(r => r with { Text = knowledge.Say(r.Text, language) })],
            caution is null ? null : knowledge.Say(caution, language), Sources(exercise.SourceIds));
    }

    private Source[] Sources(IReadOnlyList<string> ids) => [.. ids.Select(id => knowledge.Sources.GetValueOrDefault(id)).OfType<Source>()];
}
