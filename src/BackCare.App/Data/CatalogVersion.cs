namespace BackCare.App.Data;

/// <summary>The single row that says how often knowledge or products changed; every replica rebuilds its shelf when it moves.</summary>
public sealed class CatalogVersion
{
    /// <summary>Key of the only row.</summary>
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    /// <summary>Counts changes since the database was created.</summary>
    public long Number { get; set; }

    /// <summary>When the last change was saved.</summary>
    public DateTime MovedUtc { get; set; }

    /// <summary>Hash of the seed files that start-up imported last; null when an operator imported a folder of their own, which start-up then leaves alone.</summary>
    public string? ShippedSeedHash { get; set; }
}
