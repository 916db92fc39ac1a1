namespace BackCare.App.Data;

/// <summary>A list that was erased, at its visitor's wish or by age; what arrives late for it is not stored, and its replay says so.</summary>
public sealed class ErasedList
{
    public required string ListId { get; set; }

    public DateTime ErasedUtc { get; set; }

    /// <summary>True when it was older than the journal is kept; false when its visitor asked for it.</summary>
    public bool ByAge { get; set; }
}

/// <summary>A visitor who had everything erased; lists served before that moment are not stored any more.</summary>
public sealed class ErasedVisitor
{
    /// <summary>The visitor's pseudonym.</summary>
    public required string VisitorId { get; set; }

    public DateTime ErasedUtc { get; set; }
}
