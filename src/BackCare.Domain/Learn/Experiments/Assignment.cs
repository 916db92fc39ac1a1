using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.Domain.Learn.Experiments;

/// <summary>Which visitors take part in an experiment and on which side: by a hash, so that every replica says the same and nothing is stored.</summary>
/// <remarks>The experiment's id salts the hash: who was in one experiment says nothing about who is in the next (Kohavi, Tang and Xu 2020, chapter 4.5).</remarks>
public static class Assignment
{
    /// <summary>True for the treatment, false for the control, null when the visitor takes no part.</summary>
    /// <param name="experimentId">The salt.</param>
    /// <param name="visitorId">Pseudonym of the visitor.</param>
    /// <param name="share">Share of visitors who take part, in (0, 1].</param>
    public static bool? IsTreated(string experimentId, string visitorId, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{experimentId}\n{visitorId}"), hash);
        // Two words that do not depend on each other: raising the share moves nobody to the other side.
        if (Unit(hash) >= share) return null;
        return Unit(hash[8..]) >= 0.5;
    }

    /// <summary>The seed of one list's draw, from the experiment and the list.</summary>
    public static ulong DrawOf(string experimentId, string listId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{experimentId}\n{listId}"), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>In [0, 1), from the first 53 bits.</summary>
    private static double Unit(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
}
