using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Plans;

/// <summary>What one shopper's conditions and limits leave of the exercises; notes those that it drops.</summary>
/// <param name="knowledge">Names of conditions and symptoms.</param>
/// <param name="avoided">Categories to be avoided, each with the symptom that says so.</param>
/// <param name="verdict">What the gate decided.</param>
/// <param name="language">es for Spanish, anything else is English.</param>
internal sealed class ExerciseChoice(KnowledgeBase knowledge, Dictionary<string, string> avoided, SafetyVerdict verdict, string? language)
{
    private readonly List<DroppedExercise> dropped = [];

    /// <summary>Exercises left out so far, in order; one may stand here twice.</summary>
    public IReadOnlyList<DroppedExercise> Dropped => dropped;

    /// <summary>False, and noted, when a condition speaks against the exercise or its equipment is to be avoided.</summary>
    public bool Keeps(PlannedExercise planned)
    {
        if ((ConditionAgainst(planned.Exercise) ?? AvoidedWith(planned.Exercise)) is not { } because)
            return true;
        dropped.Add(new DroppedExercise(planned.Exercise.Id, planned.Exercise.Name, because, NameOf(because)));
        return false;
    }

    /// <summary>The exercise with a caution where its equipment is limited; the same object where it is not.</summary>
    public PlannedExercise Cautioned(PlannedExercise planned)
    {
        if (verdict.Limits.Count == 0)
            return planned;
        foreach (string category in planned.Exercise.EquipmentCategories)
        {
            if (verdict.Limits.TryGetValue(category, out CategoryLimit? limit))
                return planned with { Caution = knowledge.Say(limit.Reason, language) };
        }

        return planned;
    }

    private string? ConditionAgainst(Exercise exercise)
    {
        foreach (ExerciseContraindication against in exercise.Contraindications)
        {
            if (verdict.Conditions.Contains(against.ConditionId))
                return against.ConditionId;
        }

        return null;
    }

    private string? AvoidedWith(Exercise exercise)
    {
        foreach (string category in exercise.EquipmentCategories)
        {
            if (avoided.TryGetValue(category, out string? symptom))
                return symptom;
        }

        return null;
    }

    // A condition, or the complaint for which its equipment is to be avoided.
    private string NameOf(string id) => knowledge.Say(
        knowledge.Conditions.TryGetValue(id, out Condition? condition) ? condition.Description : knowledge.Symptoms[id].Name, language);
}
