namespace BackCare.App.Data;

/// <summary>One served list of a shopper who consented. Columns are what lists are selected by; the numbers are packed.</summary>
public sealed class StoredList
{
    /// <summary>Place in the journal (<see cref="JournalHead"/>).</summary>
    public long Sequence { get; set; }

    /// <summary>The recommendation id.</summary>
    public required string Id { get; set; }

    public DateTime ServedUtc { get; set; }

    /// <summary>products, question, referral or nothing.</summary>
    public required string Outcome { get; set; }

    /// <summary>Pseudonym of the visitor; null when none was told.</summary>
    public string? VisitorId { get; set; }

    public string? SessionId { get; set; }

    public required string ModelName { get; set; }

    public required string ModelVersion { get; set; }

    public required string ShelfVersion { get; set; }

    public required string SchemaHash { get; set; }

    /// <summary>Matched symptoms, best first, joined by <c>|</c>.</summary>
    public string SymptomIds { get; set; } = "";

    /// <summary>Regions of the best symptom, joined by <c>|</c>.</summary>
    public string RegionIds { get; set; } = "";

    public string? ExperimentId { get; set; }

    public string? Arm { get; set; }

    public bool Simulated { get; set; }

    /// <summary>Products scored; 0 when the answer was a referral, a question that comes first, or nothing.</summary>
    public int Candidates { get; set; }

    /// <summary>Products shown.</summary>
    public int Shown { get; set; }

    /// <summary>Rows, scores, places, propensities, draw and rules (App/Events/ListPacking.cs).</summary>
    public required byte[] Packed { get; set; }

    /// <summary>What a replay needs beside them (App/Events/ReplayMaterial.cs); null when the list was written straight to the store.</summary>
    public byte[]? Material { get; set; }

    /// <summary>Version of the consent wording that the shopper saw; empty for a simulated list.</summary>
    public string ConsentVersion { get; set; } = "";

    /// <summary>When consent was given; null for a simulated list.</summary>
    public DateTime? ConsentUtc { get; set; }
}
