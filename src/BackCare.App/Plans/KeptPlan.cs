using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Plans;

/// <summary>A self-care plan kept under a private address with its shopper's consent: exercises and nothing that was told.</summary>
/// <remarks>Only hashes of the two secrets are stored: whoever reads the table can neither open nor delete a plan.</remarks>
public sealed class KeptPlan
{
    /// <summary>How long a plan is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>What its text is sealed for.</summary>
    internal const string Purpose = "kept plan";

    private const int SecretBytes = 24;

    /// <summary>SHA-256 of the secret in the address, 64 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret that deletes it, 64 hex digits.</summary>
    public required string DeleteHash { get; init; }

    /// <summary>The plan as sealed JSON, without what was left out for the shopper and without cautions: both would tell an answer.</summary>
    public required string Plan { get; init; }

    /// <summary>Language that the plan is written in.</summary>
    public required string Language { get; init; }

    /// <summary>Version of the consent's wording.</summary>
    public required string ConsentVersion { get; init; }

    /// <summary>Pseudonym of a visitor who had also agreed on <c>/your-data</c>, so that export and erasure reach the plan; null otherwise.</summary>
    public string? VisitorId { get; init; }

    /// <summary>When it was kept.</summary>
    public required DateTime KeptUtc { get; init; }

    /// <summary>When it is deleted without being asked.</summary>
    public required DateTime ExpiresUtc { get; init; }

    /// <summary>A secret of 192 bits for an address.</summary>
    internal static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What is stored of a secret.</summary>
    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
