namespace BackCare.App.Data;

/// <summary>What one catalog version held, as a list of parts; written with the first list that was served from it.</summary>
public sealed class ShelfSnapshot
{
    /// <summary>The shelf's version.</summary>
    public required string ShelfVersion { get; set; }

    /// <summary>Hashes of its parts, one a line: <c>knowledge HASH</c> or <c>products HASH</c>.</summary>
    public required string Manifest { get; set; }

    public DateTime StoredUtc { get; set; }
}

/// <summary>A knowledge table or a run of products, stored once however many catalog versions share it.</summary>
public sealed class SnapshotPart
{
    /// <summary>SHA-256 of the content before it was compressed, in hex.</summary>
    public required string Hash { get; set; }

    public required byte[] Content { get; set; }
}
