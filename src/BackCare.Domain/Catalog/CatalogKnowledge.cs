using BackCare.Domain.Explain;

namespace BackCare.Domain.Catalog;

/// <summary>The group of the plan that an item is shown under.</summary>
public enum PlanGroup
{
    /// <summary>Foot care and supports.</summary>
    Support,

    /// <summary>Stretch aids.</summary>
    Stretch,

    /// <summary>Strength and balance.</summary>
    Strengthen,

    /// <summary>Rollers, balls, heat and cold.</summary>
    Recover,
}

/// <summary>A category of products.</summary>
/// <param name="Id">Key, such as <c>heel_cups</c>.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Group">Shop group, such as <c>foot_care</c>.</param>
/// <param name="PlanGroup">Group of the plan.</param>
/// <param name="Description">One line.</param>
/// <param name="KeyAttributes">Attributes that an editor should fill.</param>
/// <param name="RegulatoryNote">For editors.</param>
public sealed record Category(
    string Id, string Name, string Group, PlanGroup PlanGroup, string Description, IReadOnlyList<string> KeyAttributes, string RegulatoryNote);

/// <summary>What products of an evidence profile are known to do for one symptom.</summary>
/// <param name="Id">Key, EV####.</param>
/// <param name="EvidenceProfile">The profile that products name.</param>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Effect">What they do.</param>
/// <param name="Relevance">Editorial weight in [0, 1]; 0 exactly for no_benefit and avoid.</param>
/// <param name="Grade">Confidence in the effect.</param>
/// <param name="Role">Their part in looking after it.</param>
/// <param name="StructureId">The structure they work on, if one is named.</param>
/// <param name="SourceIds">What it rests on.</param>
/// <param name="Note">What is known and not known, shown as it stands.</param>
public sealed record EvidenceRule(
    string Id, string EvidenceProfile, string SymptomId, Effect Effect, double Relevance, EvidenceGrade Grade, EvidenceRole Role, string? StructureId,
    IReadOnlyList<string> SourceIds, string Note);

/// <summary>A phrase that product copy must not, or should not lightly, use.</summary>
/// <param name="Id">Key, CL###.</param>
/// <param name="Phrase">The phrase.</param>
/// <param name="Blocks">True when it blocks publishing, false when it asks for a review.</param>
/// <param name="Scope">Category, group or <c>any</c>.</param>
/// <param name="ReplaceWith">What to write instead.</param>
/// <param name="SourceIds">The rule behind it.</param>
public sealed record ClaimWording(string Id, string Phrase, bool Blocks, string Scope, string ReplaceWith, IReadOnlyList<string> SourceIds);
