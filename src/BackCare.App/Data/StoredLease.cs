namespace BackCare.App.Data;

/// <summary>Something that only one process may do at a time, over all replicas: held until it is given back or not renewed in time.</summary>
public sealed class StoredLease
{
    /// <summary>What is held, such as <c>train:ranking</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Who holds it; empty when nobody does.</summary>
    public required string Owner { get; set; }

    /// <summary>From then on anybody may take it.</summary>
    public DateTime ExpiresUtc { get; set; }
}
