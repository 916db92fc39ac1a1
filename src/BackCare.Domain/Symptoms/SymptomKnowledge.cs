namespace BackCare.Domain.Symptoms;

/// <summary>Whether products may be shown for a symptom.</summary>
public enum SelfCare
{
    /// <summary>Products are shown together with the gate's questions.</summary>
    Yes,

    /// <summary>The gate's questions come first; no products until they are answered.</summary>
    AfterRedFlagsAnswered,

    /// <summary>A check by a clinician; nothing is sold for it or for its region.</summary>
    NoProducts,
}

/// <summary>A structure that may be behind a symptom.</summary>
/// <param name="StructureId">The structure.</param>
/// <param name="Weight">Editorial share in (0, 1].</param>
public sealed record WeightedStructure(string StructureId, double Weight);

/// <summary>A complaint that the shop knows.</summary>
/// <param name="Id">Key, such as <c>heel_pain_first_step</c>.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Regions">Body regions it belongs to.</param>
/// <param name="Qualifiers">Qualifiers that fit it.</param>
/// <param name="LikelyStructures">Structures that may be behind it, with weights.</param>
/// <param name="Population">adult, child or pregnant.</param>
/// <param name="SelfCare">Whether and when products may be shown.</param>
/// <param name="GateRedFlags">Danger signs to ask for, in the order of the file.</param>
/// <param name="SourceIds">What it rests on.</param>
public sealed record Symptom(
    string Id, string Name, string Description, IReadOnlyList<string> Regions, IReadOnlyList<string> Qualifiers,
    IReadOnlyList<WeightedStructure> LikelyStructures, string Population, SelfCare SelfCare, IReadOnlyList<string> GateRedFlags,
    IReadOnlyList<string> SourceIds);

/// <summary>Words that shoppers use for a symptom.</summary>
/// <param name="Id">Key.</param>
/// <param name="SymptomId">The symptom meant.</param>
/// <param name="Phrase">The words.</param>
/// <param name="Language">en or es.</param>
/// <param name="Kind">plain, misspelling, slang or clinical.</param>
public sealed record SymptomPhrase(string Id, string SymptomId, string Phrase, string Language, string Kind);

/// <summary>A clarifying question about timing, place, activity or feeling.</summary>
/// <param name="Id">Key, such as <c>first_step_morning</c>.</param>
/// <param name="Question">Asked as it stands.</param>
/// <param name="Type">timing, activity, context, onset, course, location, sensation or person.</param>
public sealed record Qualifier(string Id, string Question, string Type);

/// <summary>A word or phrase that names a concept.</summary>
/// <param name="Id">Key, LX####.</param>
/// <param name="Concept">Such as <c>heel</c> or <c>morning</c>.</param>
/// <param name="Type">body, sensation, timing, activity, context, person, condition or function.</param>
/// <param name="Term">The words; a trailing <c>*</c> marks a prefix.</param>
/// <param name="Language">en or es.</param>
public sealed record LexiconTerm(string Id, string Concept, string Type, string Term, string Language);
