namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Reads which qualifiers a text states and which it denies.</summary>
internal static class QualifierReader
{
    // Concepts that state a qualifier by themselves; the lexicon's own qualifier terms come on top.
    private static readonly Dictionary<string, string> OfConcept = new(StringComparer.Ordinal)
    {
        ["morning"] = "first_step_morning",
        ["after_sitting"] = "sitting_long",
        ["standing"] = "standing_all_day",
        ["running"] = "after_running",
        ["jumping"] = "after_jumping",
        ["stairs"] = "stairs",
        ["squat"] = "squatting",
        ["lifting"] = "bending_lifting",
        ["night"] = "at_night",
        ["barefoot"] = "barefoot_hard_floor",
        ["tight_shoes"] = "tight_shoes",
        ["sudden"] = "sudden_onset",
        ["cramp"] = "cramping",
        ["swollen"] = "swelling",
        ["numb"] = "numbness_tingling",
        ["pregnant"] = "pregnancy",
        ["walking"] = "walking_long",
    };

    /// <summary>Adds stated qualifiers to one set and denied ones to the other.</summary>
    public static void Read(ReadText text, ISet<string> stated, ISet<string> denied)
    {
        foreach (ConceptHit hit in text.Concepts)
        {
            string? qualifier = hit.Concept.Kind == ConceptKind.Qualifier ? hit.Concept.Id : OfConcept.GetValueOrDefault(hit.Concept.Id);
            if (qualifier is not null)
                (hit.Negated ? denied : stated).Add(qualifier);
        }
    }

    /// <summary>The first activity that the text names and does not deny.</summary>
    public static string? Activity(ReadText text)
    {
        foreach (ConceptHit hit in text.Concepts)
        {
            if (!hit.Negated && hit.Concept is { Kind: ConceptKind.Activity } or { Id: "standing" } && !hit.Negated)
                return hit.Concept.Id;
        }

        return null;
    }
}
