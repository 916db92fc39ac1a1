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
    private readonly Lazy<PlanParts> english, spanish;

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
        (english, spanish) = (new(() => new PlanParts(knowledge, "en")), new(() => new PlanParts(knowledge, "es")));
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
        var choice = new ExerciseChoice(knowledge, Avoided(symptoms), verdict, language);
        PlanTemplate? template = Template(open);
        SelfCarePlan? plan = template is not null ? FromTemplate(template, open, choice, PartsIn(language)) : Compose(open, verdict, language, choice);
        return plan is null || choice.Dropped.Count == 0 ? plan : plan with { Dropped = [.. choice.Dropped.DistinctBy(d => d.ExerciseId)] };
    }

    private PlanParts PartsIn(string? language) => (EmergencyActions.IsSpanish(language) ? spanish : english).Value;

    // Categories to be avoided with one of the symptoms, each with the first one that says so.
    private Dictionary<string, string> Avoided(IReadOnlyList<LinkedSymptom> symptoms)
    {
        var avoided = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (LinkedSymptom symptom in symptoms)
        {
            foreach (string category in avoidedEquipment[symptom.SymptomId])
                avoided.TryAdd(category, symptom.SymptomId);
        }

        return avoided;
    }

    // The template that covers most of what was understood; ties keep the order of the file.
    private PlanTemplate? Template(LinkedSymptom[] symptoms)
    {
        (PlanTemplate? best, double most) = (null, 0);
        foreach (PlanTemplate template in knowledge.Rows.Plans)
        {
            double covered = 0;
            foreach (LinkedSymptom symptom in symptoms)
                covered += template.Symptoms.Contains(symptom.SymptomId) ? symptom.Confidence : 0;
            if (covered > most)
                (best, most) = (template, covered);
        }

        return best;
    }

    private static SelfCarePlan? FromTemplate(PlanTemplate template, LinkedSymptom[] symptoms, ExerciseChoice choice, PlanParts parts)
    {
        SelfCarePlan whole = parts.Of(template);
        var phases = new List<PlannedPhase>(whole.Phases.Count);
        foreach (PlannedPhase phase in whole.Phases)
        {
            PlannedExercise[] kept = [.. phase.Exercises.Where(choice.Keeps).Select(choice.Cautioned)];
            if (kept.Length > 0)
                phases.Add(phase with { Exercises = kept });
        }

        return phases.Count == 0 ? null : whole with { SymptomIds = [.. symptoms.Select(s => s.SymptomId).Where(template.Symptoms.Contains)], Phases = phases };
    }

    private SelfCarePlan? Compose(LinkedSymptom[] symptoms, SafetyVerdict verdict, string? language, ExerciseChoice choice)
    {
        PlanTexts texts = PlanTexts.For(language);
        PlanParts parts = PartsIn(language);
        string[] ids = [.. symptoms.Select(s => s.SymptomId)];
        PlannedExercise[] fitting =
        [
            .. knowledge.Rows.Exercises.Where(e => FirstOf(ids, e) >= 0).Select(parts.Of).Where(choice.Keeps)
                .OrderBy(p => FirstOf(ids, p.Exercise)).ThenByDescending(p => p.Exercise.Grade).ThenBy(p => p.Exercise.Id, StringComparer.Ordinal),
        ];
        if (fitting.Length == 0)
            return null;
        PlannedPhase[] phases =
        [
            .. Phase("1-2", texts.Align, type => type is "alignment" or "habit" or "mobility" or "aerobic"),
            .. SupportPhase(ids, verdict, language),
            .. Phase("1-6", texts.Stretch, type => type is "stretch" or "self_massage"),
            .. Phase("3-6", texts.Strengthen, type => type is "strength" or "balance"),
        ];
        EvidenceGrade best = fitting.Max(p => p.Exercise.Grade), least = fitting.Min(p => p.Exercise.Grade);
        return new SelfCarePlan(ComposedId, texts.Title(PlainNames.Lower(knowledge.Say(knowledge.Symptoms[ids[0]].Name, language).Trim('"'))), ComposedWeeks,
            texts.Evidence(best, least), texts.HonestNote,
            [.. ids.Where(id => fitting.Any(p => p.Exercise.Symptoms.Contains(id)))], phases, [],
            parts.Sources(fitting.SelectMany(p => p.Exercise.SourceIds).Distinct(StringComparer.Ordinal)));

        PlannedPhase[] Phase(string weeks, string goal, Func<string, bool> belongs)
        {
            PlannedExercise[] first = [.. fitting.Where(p => belongs(p.Exercise.Type)).Take(MostPerPhase).Select(choice.Cautioned)];
            return first.Length == 0 ? [] : [new PlannedPhase(weeks, goal, first)];
        }
    }

    // Place of the first of these symptoms that the exercise is for; -1 when it is for none.
    private static int FirstOf(string[] ids, Exercise exercise)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            if (exercise.Symptoms.Contains(ids[i]))
                return i;
        }

        return -1;
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
}
