using BackCare.Domain.Explain;

namespace BackCare.Domain.Anatomy;

/// <summary>A part of the body as a shopper names it.</summary>
/// <param name="Id">Key, such as <c>lower_leg</c>.</param>
/// <param name="Name">Shown name.</param>
/// <param name="ChainOrder">Place along the kinetic chain, 0 at the foot.</param>
public sealed record BodyRegion(string Id, string Name, int ChainOrder);

/// <summary>A muscle, tendon, joint, nerve or function that the kinetic chain is made of.</summary>
/// <param name="Id">Key, such as <c>gastrocnemius</c>.</param>
/// <param name="Name">Anatomical name.</param>
/// <param name="PlainName">What a shopper would call it.</param>
/// <param name="RegionId">Region it belongs to.</param>
/// <param name="ChainOrder">Place along the chain, 0 at the foot.</param>
/// <param name="Type">Such as muscle, tendon, nerve.</param>
/// <param name="SeedMentioned">Named in the seed article.</param>
/// <param name="Note">A caveat worth showing.</param>
/// <param name="SourceIds">What it rests on.</param>
public sealed record Structure(
    string Id, string Name, string PlainName, string RegionId, int ChainOrder, string Type, bool SeedMentioned, string Note,
    IReadOnlyList<string> SourceIds);

/// <summary>What a chain link may do.</summary>
public enum LinkUse
{
    /// <summary>Never affects ranking.</summary>
    EducateOnly,

    /// <summary>May appear as text.</summary>
    Explain,

    /// <summary>May lift a product or an exercise.</summary>
    Recommend,
}

/// <summary>One directed statement: dysfunction of <paramref name="FromStructure"/> can load <paramref name="ToStructure"/>.</summary>
/// <param name="Id">Key, L###.</param>
/// <param name="FromStructure">The cause's structure id.</param>
/// <param name="ToStructure">The loaded structure's id.</param>
/// <param name="FromDysfunction">What is wrong with the cause.</param>
/// <param name="Mechanism">How the load gets there.</param>
/// <param name="Strength">Editorial weight in (0, 1], not an effect size; lies in its grade's band.</param>
/// <param name="Grade">Confidence in the statement.</param>
/// <param name="Basis">Kind of study behind it.</param>
/// <param name="SeedClaim">Comes from the seed article.</param>
/// <param name="Use">What it may do.</param>
/// <param name="SourceIds">What speaks for it.</param>
/// <param name="CounterEvidence">What speaks against it; empty when nothing was found.</param>
/// <param name="CounterSourceIds">Where that stands.</param>
public sealed record ChainLink(
    string Id, string FromStructure, string ToStructure, string FromDysfunction, string Mechanism, double Strength, EvidenceGrade Grade,
    string Basis, bool SeedClaim, LinkUse Use, IReadOnlyList<string> SourceIds, string CounterEvidence, IReadOnlyList<string> CounterSourceIds);
