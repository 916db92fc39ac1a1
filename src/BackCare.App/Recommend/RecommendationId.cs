using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BackCare.App.Recommend;

/// <summary>Names one answer. Whoever holds the id may replay the list, so it cannot be guessed: 80 of its 128 bits are random.</summary>
internal static class RecommendationId
{
    /// <summary>32 hex digits: the time in milliseconds, so that neighbours in time are neighbours in the index, then randomness.</summary>
    public static string New(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, clock.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        RandomNumberGenerator.Fill(bytes[6..]);
        return Convert.ToHexStringLower(bytes);
    }
}
