using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace BackCare.App.Accounts;

/// <summary>What a key opens.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApiKeyScope>))]
public enum ApiKeyScope
{
    /// <summary>What is open to everybody, from the pages of the named origins; it may be read by anyone who opens such a page.</summary>
    Public,

    /// <summary>What its scopes name (<see cref="KeyScopes"/>); for servers only.</summary>
    Admin,
}

/// <summary>A key of another program. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public ApiKeyScope Scope { get; set; }

    /// <summary>What an admin key may do, parted by blanks; null for everything that an admin may do through the API.</summary>
    public string? Scopes { get; set; }

    /// <summary>SHA-256 of the key in hexadecimal. The key holds 256 random bits, so no salt and no slow hash are needed.</summary>
    public required string Hash { get; set; }

    /// <summary>The key's last four characters, by which people tell keys apart.</summary>
    public required string LastFour { get; set; }

    /// <summary>Origins whose pages may use a public key, one a line; empty for admin keys.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Addresses and networks that the key works from, one a line; empty for everywhere.</summary>
    public string AllowedNetworks { get; set; } = "";

    public DateTime CreatedUtc { get; set; }

    public required string CreatedBy { get; set; }

    /// <summary>Since when the key opens nothing because its time is over; null when it has no end.</summary>
    public DateTime? ExpiresUtc { get; set; }

    /// <summary>Hash of the key before it was rotated, which works until <see cref="PreviousUntilUtc"/>; null when there is none.</summary>
    public string? PreviousHash { get; set; }

    public DateTime? PreviousUntilUtc { get; set; }

    /// <summary>When the key was last rotated.</summary>
    public DateTime? RotatedUtc { get; set; }

    /// <summary>When the key was last seen, to the hour.</summary>
    public DateTime? LastUsedUtc { get; set; }

    /// <summary>Since when the key opens nothing; null while it does.</summary>
    public DateTime? RevokedUtc { get; set; }

    /// <summary>The origins, as they are compared: scheme, host and port.</summary>
    public IReadOnlyList<string> Origins => AllowedOrigins.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The networks; none for everywhere.</summary>
    public IReadOnlyList<string> Networks => AllowedNetworks.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Names of what it may do through the API; none for a public key.</summary>
    public IReadOnlyList<string> ScopeNames => Scope == ApiKeyScope.Public ? [] : Scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. KeyScopes.All.Select(s => s.Name)];
}

/// <summary>How keys look and how they are kept.</summary>
public static class KeyText
{
    /// <summary>Every key begins with it, so that a key that leaked into a repository or a log is found.</summary>
    public const string Prefix = "bck_";

    /// <summary>Characters of a key: the prefix and 32 bytes in base64url.</summary>
    public const int Length = 47;

    /// <summary>A new key of 256 random bits.</summary>
    public static string New() => Prefix + Random(32);

    /// <summary>Random bytes in base64url, for secrets that are shown once.</summary>
    public static string Random(int bytes) => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    /// <summary>What is stored of a secret with at least 100 random bits.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares two hashes in a time that does not tell how much of them agrees.</summary>
    public static bool Same(string hash, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
