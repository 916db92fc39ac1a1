using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Privacy;

/// <summary>What is stored in place of an id that a client chose for a visitor or a visit: who reads the database cannot present the id itself.</summary>
public static class Pseudonym
{
    /// <summary>How the ids of simulated visitors begin. Anybody may send one; what comes from it never counts as real.</summary>
    public const string SimulatedPrefix = "sim-";

    /// <summary>True for a visitor that the simulator made up.</summary>
    public static bool IsSimulated(string? id) => id is not null && id.StartsWith(SimulatedPrefix, StringComparison.Ordinal);

    /// <summary>First 32 hex digits of a SHA-256; null for a missing or empty id.</summary>
    public static string? Of(string? id) => string.IsNullOrEmpty(id)
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("backcare visitor\n" + id)).AsSpan(0, 16));
}
