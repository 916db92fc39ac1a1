namespace BackCare.App.Editing;

/// <summary>One write through the API that came with an <c>Idempotency-Key</c>, and what was answered; kept for a day.</summary>
public sealed class StoredWrite
{
    /// <summary>SHA-256 of caller and key.</summary>
    public required string Id { get; set; }

    /// <summary>SHA-256 of method, address and body: the same key must not be used for something else.</summary>
    public required string RequestHash { get; set; }

    /// <summary>HTTP status of the answer; 0 while the first request is under way.</summary>
    public int Status { get; set; }

    public string? ContentType { get; set; }

    public string? ETag { get; set; }

    public string? Location { get; set; }

    public byte[] Body { get; set; } = [];

    public DateTime StartedUtc { get; set; }

    public DateTime ExpiresUtc { get; set; }
}
