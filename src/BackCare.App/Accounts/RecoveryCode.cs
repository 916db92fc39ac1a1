using System.Security.Cryptography;

namespace BackCare.App.Accounts;

/// <summary>A code for the day when the authenticator app is lost; works once.</summary>
public sealed class RecoveryCode
{
    /// <summary>SHA-256 of account and code; a code holds 80 random bits, so no slow hash is needed.</summary>
    public required string Hash { get; set; }

    public required string AccountId { get; set; }

    /// <summary>When it was used; null while it can be.</summary>
    public DateTime? UsedUtc { get; set; }
}

/// <summary>How recovery codes look and how they are kept.</summary>
public static class RecoveryCodes
{
    /// <summary>How many an account gets at once.</summary>
    public const int Count = 10;

    private const int Groups = 4, GroupLength = 4;

    /// <summary>Ten new codes, each in four groups of four.</summary>
    public static IReadOnlyList<string> New() =>
        [.. Enumerable.Range(0, Count).Select(static _ => string.Join('-', Enumerable.Range(0, Groups).Select(static _ => RandomNumberGenerator.GetString(OwnerCodes.Alphabet, GroupLength))))];

    /// <summary>What is stored of a code, however somebody typed it.</summary>
    public static string HashOf(string accountId, string typed) => KeyText.HashOf($"{accountId}:{OwnerCodes.Plain(typed)}");
}
