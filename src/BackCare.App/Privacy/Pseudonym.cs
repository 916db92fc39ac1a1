using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Privacy;

/// <summary>How the id that a client chose for a visitor or a visit becomes the pseudonym that is stored (docs/decisions/0125-keys-of-pseudonyms.md).</summary>
public static class Pseudonym
{
    /// <summary>How the ids of simulated visitors begin. Anybody may send one; what comes from it never counts as real.</summary>
    public const string SimulatedPrefix = "sim-";

    private const int Bytes = 16;

    /// <summary>True for a visitor that the simulator made up.</summary>
    public static bool IsSimulated(string? id) => id is not null && id.StartsWith(SimulatedPrefix, StringComparison.Ordinal);

    /// <summary>First 32 hex digits of a SHA-256 of an id; null for a missing or empty id. What programs before the key table stored, and what a key is applied to.</summary>
    public static string? DigestOf(string? id) => string.IsNullOrEmpty(id)
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("backcare visitor\n" + id)).AsSpan(0, Bytes));

    /// <summary>First 32 hex digits of the HMAC-SHA-256 of a digest: without the key nobody can try out whose it is.</summary>
    internal static string Keyed(ReadOnlySpan<byte> key, string digest)
    {
        Span<byte> text = stackalloc byte[digest.Length];
        Encoding.ASCII.GetBytes(digest, text);
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, code);
        return Convert.ToHexStringLower(code[..Bytes]);
    }
}
