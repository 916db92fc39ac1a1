namespace BackCare.App.Accounts;

/// <summary>A one-time code with which the first owner makes their account. Only its hash is stored.</summary>
public sealed class OwnerCode
{
    public required string Hash { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime ExpiresUtc { get; set; }

    /// <summary>When it was used; null while it can be.</summary>
    public DateTime? UsedUtc { get; set; }
}
