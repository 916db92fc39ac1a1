using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BackCare.App.Privacy;

/// <summary>A row of the key table, which stands apart from everything that it names and seals: without it pseudonyms belong to nobody and sealed fields stay shut.</summary>
public sealed class PrivacyKey
{
    /// <summary>1 for the first.</summary>
    public int Id { get; set; }

    /// <summary>256 random bits.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>From then on it is used, until a newer one is; by the clock, so that all replicas change over at once.</summary>
    public DateTime ActiveFromUtc { get; set; }

    internal static PrivacyKey New(int id, DateTime activeFromUtc) => new() { Id = id, Secret = RandomNumberGenerator.GetBytes(32), ActiveFromUtc = activeFromUtc };
}

/// <summary>A key in memory, with what is derived of it for each of its two purposes.</summary>
/// <param name="Id">Its row.</param>
/// <param name="ActiveFromUtc">When it takes over.</param>
/// <param name="Names">Key of pseudonyms.</param>
/// <param name="Fields">Key of sealed fields.</param>
/// <param name="Mark">What sealed fields begin with: a number that follows from the key itself, so that a key made anew after a loss is not taken for the lost one.</param>
internal sealed record HeldKey(int Id, DateTime ActiveFromUtc, byte[] Names, byte[] Fields, int Mark)
{
    public static HeldKey Of(int id, DateTime activeFromUtc, byte[] secret) => new(
        id, activeFromUtc, Derive(secret, "names"u8), Derive(secret, "fields"u8), BinaryPrimitives.ReadInt32LittleEndian(Derive(secret, "mark"u8)));

    private static byte[] Derive(byte[] secret, ReadOnlySpan<byte> purpose)
    {
        byte[] derived = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, default, purpose);
        return derived;
    }
}
