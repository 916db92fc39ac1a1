using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;

namespace BackCare.App.Data;

/// <summary>What an admin states about one product and one symptom, instead of its evidence profile.</summary>
public sealed class EvidenceOverride : IShelfRow
{
    public required string ProductId { get; set; }

    public required string SymptomId { get; set; }

    public Effect Effect { get; set; }

    public double Relevance { get; set; }

    public EvidenceGrade Grade { get; set; }

    public EvidenceRole Role { get; set; }

    public string? StructureId { get; set; }

    /// <summary>Source ids joined by <c>|</c>.</summary>
    public string SourceIds { get; set; } = "";

    public string Note { get; set; } = "";

    public DateTime EditedUtc { get; set; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }

    /// <summary>The rule as the domain sees it; its id names product and symptom, so an answer can be traced to it.</summary>
    public EvidenceRule ToRule(string evidenceProfile) => new(
        $"override:{ProductId}:{SymptomId}", evidenceProfile, SymptomId, Effect, Relevance, Grade, Role, StructureId, StoredProduct.Split(SourceIds), Note);
}
