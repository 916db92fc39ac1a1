using System.Collections.Frozen;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Plans;

/// <summary>Exercises and templates worded in one language, as they are for a shopper for whom nothing is limited. Made once a shelf; plans take the same objects.</summary>
internal sealed class PlanParts
{
    private readonly KnowledgeBase knowledge;
    private readonly string language;
    private readonly FrozenDictionary<string, PlannedExercise> exercises;
    private readonly FrozenDictionary<string, SelfCarePlan> templates;

    public PlanParts(KnowledgeBase knowledge, string language)
    {
        (this.knowledge, this.language) = (knowledge, language);
        exercises = knowledge.Rows.Exercises.ToFrozenDictionary(e => e.Id, Word, StringComparer.Ordinal);
        templates = knowledge.Rows.Plans.ToFrozenDictionary(t => t.Id, Word, StringComparer.Ordinal);
    }

    /// <summary>An exercise without a caution.</summary>
    public PlannedExercise Of(Exercise exercise) => exercises[exercise.Id];

    /// <summary>A template with all of its exercises and symptoms.</summary>
    public SelfCarePlan Of(PlanTemplate template) => templates[template.Id];

    /// <summary>Sources by id, unknown ones left out.</summary>
    public Source[] Sources(IEnumerable<string> ids) => [.. ids.Select(id => knowledge.Sources.GetValueOrDefault(id)).OfType<Source>()];

    private PlannedExercise Word(Exercise exercise)
    {
        Exercise said = exercise with
        {
            Name = knowledge.Say(exercise.Name, language),
            Cues = knowledge.Say(exercise.Cues, language),
            Progression = knowledge.Say(exercise.Progression, language),
            Easier = knowledge.Say(exercise.Easier, language),
        };
        StopRule[] rules = [.. exercise.StopRules.Select(id => knowledge.StopRules.GetValueOrDefault(id)).OfType<StopRule>()];
        return new(said, [.. rules.Select(r => r with { Text = knowledge.Say(r.Text, language) })], null, Sources(exercise.SourceIds));
    }

    private SelfCarePlan Word(PlanTemplate template) => new(
        template.Id, knowledge.Say(template.Title, language), template.Weeks, knowledge.Say(template.Evidence, language), knowledge.Say(template.HonestNote, language),
        template.Symptoms,
        [.. template.Phases.Select(p => new PlannedPhase(p.Weeks, knowledge.Say(p.Goal, language), [.. p.Exercises.Select(id => exercises[id])]))],
        [], Sources(template.SourceIds));
}
