namespace BackCare.Domain.Explain;

/// <summary>What was tested: this product, its kind, or only the exercise that it is a tool for.</summary>
public enum EvidenceScope
{
    /// <summary>Nothing was tested.</summary>
    None,

    /// <summary>The stretch or exercise was tested; the device only makes it easier.</summary>
    ExerciseNotTool,

    /// <summary>Similar devices were tested.</summary>
    ProductType,

    /// <summary>This very product was tested.</summary>
    ProductSpecific,
}

/// <summary>What is known of a product for a symptom, with what is not known beside it.</summary>
/// <param name="RuleId">The evidence rule, EV####.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Grade">Confidence in that.</param>
/// <param name="Scope">What was tested.</param>
/// <param name="Sources">What it rests on.</param>
/// <param name="Note">What is known and not known; empty when nothing is noted.</param>
/// <param name="Links">Links of the kinetic chain on the path; empty for a direct tie.</param>
public sealed record ProductEvidence(
    string RuleId, Effect Effect, EvidenceGrade Grade, EvidenceScope Scope, IReadOnlyList<Source> Sources, string Note, IReadOnlyList<PathLink> Links);

/// <summary>One link of the chain as evidence.</summary>
/// <param name="LinkId">The link, L###.</param>
/// <param name="From">Plain name of the structure whose dysfunction it speaks of.</param>
/// <param name="To">Plain name of the structure that is loaded.</param>
/// <param name="Mechanism">How the load gets there.</param>
/// <param name="Grade">Confidence in the link.</param>
/// <param name="Sources">What speaks for it.</param>
/// <param name="CounterEvidence">What speaks against it; empty when nothing was found.</param>
/// <param name="CounterSources">Where that stands.</param>
public sealed record PathLink(
    string LinkId, string From, string To, string Mechanism, EvidenceGrade Grade, IReadOnlyList<Source> Sources, string CounterEvidence,
    IReadOnlyList<Source> CounterSources);

/// <summary>Kinds of products that are not shown to help with a symptom, or may harm.</summary>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Effect"><see cref="Effect.NoBenefit"/> or <see cref="Effect.Avoid"/>.</param>
/// <param name="CategoryIds">Categories meant, by id.</param>
/// <param name="Statement">One plain sentence.</param>
/// <param name="Grade">Confidence in the negative statement.</param>
/// <param name="Note">What is known and not known.</param>
/// <param name="Sources">What it rests on.</param>
public sealed record NegativeEvidence(
    string SymptomId, Effect Effect, IReadOnlyList<string> CategoryIds, string Statement, EvidenceGrade Grade, string Note, IReadOnlyList<Source> Sources);
