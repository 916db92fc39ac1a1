namespace BackCare.Domain.Safety;

/// <summary>How soon a danger sign must be seen. Order matters: a later member is more urgent.</summary>
public enum Urgency
{
    /// <summary>Sets no care level by itself; limits what is sold.</summary>
    Modifier,

    /// <summary>A visit to a clinician within days.</summary>
    ClinicianSoon,

    /// <summary>To be seen today.</summary>
    UrgentSameDay,

    /// <summary>Emergency care now.</summary>
    EmergencyNow,
}

/// <summary>What a danger sign does to the shop's answer.</summary>
public enum Gate
{
    /// <summary>Says something, removes nothing.</summary>
    Advise,

    /// <summary>Removes categories.</summary>
    LimitCategories,

    /// <summary>Removes everything for the region.</summary>
    StopRegion,

    /// <summary>No products at all.</summary>
    StopAll,
}

/// <summary>What a match in free text does before the shopper confirmed it.</summary>
public enum OnMatch
{
    /// <summary>Put that question first.</summary>
    AskQuestion,

    /// <summary>Hide products now, refer, and ask the exact question.</summary>
    StopAndConfirm,
}

/// <summary>Where a danger sign is asked.</summary>
public enum RedFlagScope
{
    /// <summary>Only where a symptom names it.</summary>
    SymptomGate,

    /// <summary>For every report.</summary>
    Global,
}

/// <summary>A danger sign with its question, message and actions.</summary>
/// <param name="Id">Key, rf_*.</param>
/// <param name="Group">Such as cauda_equina or vascular.</param>
/// <param name="Concern">What it may mean; never stated as a diagnosis.</param>
/// <param name="Question">Asked as it stands (English).</param>
/// <param name="TriggerAnswer">The answer that raises it: yes or no.</param>
/// <param name="Urgency">How soon it must be seen.</param>
/// <param name="Gate">What it does to the answer.</param>
/// <param name="LimitCategories">Categories removed when the gate limits categories.</param>
/// <param name="Regions">Regions it belongs to; empty for general emergencies.</param>
/// <param name="Scope">Where it is asked.</param>
/// <param name="Message">Shown when raised (English).</param>
/// <param name="QuestionEs">The question in Spanish (draft).</param>
/// <param name="MessageEs">The message in Spanish (draft).</param>
/// <param name="ActionUs">What to do in the United States.</param>
/// <param name="ActionUk">What to do in the United Kingdom.</param>
/// <param name="FreeTextTriggers">Literal phrases that match it.</param>
/// <param name="SourceIds">What it rests on.</param>
/// <param name="Notes">Remarks for editors.</param>
public sealed record RedFlag(
    string Id, string Group, string Concern, string Question, string TriggerAnswer, Urgency Urgency, Gate Gate,
    IReadOnlyList<string> LimitCategories, IReadOnlyList<string> Regions, RedFlagScope Scope, string Message, string QuestionEs, string MessageEs,
    string ActionUs, string ActionUk, IReadOnlyList<string> FreeTextTriggers, IReadOnlyList<string> SourceIds, string Notes);

/// <summary>A free-text pattern: groups joined by <c>&amp;</c> must all match, <c>/</c> separates alternatives, <c>*</c> ends a prefix.</summary>
/// <param name="Id">Key, RP###.</param>
/// <param name="RedFlagId">The danger sign it points to.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="OnMatch">What a match does before it is confirmed.</param>
public sealed record RedFlagPattern(string Id, string RedFlagId, string Pattern, OnMatch OnMatch);

/// <summary>A state of the shopper that limits products.</summary>
/// <param name="Id">Key.</param>
/// <param name="Description">Shown text.</param>
/// <param name="RedFlagId">The danger sign that sets it, if one does.</param>
public sealed record Condition(string Id, string Description, string? RedFlagId);

/// <summary>How strictly a condition limits a category. Order matters: a later member is stricter.</summary>
public enum ContraindicationLevel
{
    /// <summary>Warns.</summary>
    Caution,

    /// <summary>Shown as not for sale here, with the reason.</summary>
    AskClinician,

    /// <summary>Removed.</summary>
    Block,
}

/// <summary>A category that a condition limits.</summary>
/// <param name="Id">Key, CI###.</param>
/// <param name="CategoryId">The category.</param>
/// <param name="ConditionId">The condition.</param>
/// <param name="Level">How strictly.</param>
/// <param name="Reason">Shown text.</param>
/// <param name="SourceIds">What it rests on.</param>
public sealed record Contraindication(
    string Id, string CategoryId, string ConditionId, ContraindicationLevel Level, string Reason, IReadOnlyList<string> SourceIds);
