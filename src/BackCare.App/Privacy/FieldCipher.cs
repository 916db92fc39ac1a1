using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Privacy;

/// <summary>Seals fields that hold health answers, so that who reads the tables without the key table reads none: AES-256-GCM under the key in force.</summary>
/// <remarks>Four bytes that say so, four that say which key, 12 bytes of nonce, 16 of tag, then the sealed bytes.</remarks>
public sealed class FieldCipher(PrivacyKeys keys)
{
    private const int Nonce = 12, Tag = 16, Head = 8;

    /// <summary>What was sealed as text begins like this.</summary>
    private const string TextMark = "sealed:";

    private static ReadOnlySpan<byte> Mark => "BKE1"u8;

    /// <summary>Seals bytes for one purpose; they open for the same purpose only.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string purpose) => Seal(keys.Active, plain, purpose);

    /// <summary>Opens what was sealed; bytes that never were are given back. Null when the key's row was deleted: nobody can read them any more.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or were sealed for something else.</exception>
    public byte[]? Open(byte[] stored, string purpose)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!IsSealed(stored))
            return stored;
        if (keys.Find(BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(Mark.Length))) is not { } key)
            return null;
        byte[] plain = new byte[stored.Length - Head - Nonce - Tag];
        using var aes = new AesGcm(key.Fields, Tag);
        try
        {
            aes.Decrypt(stored.AsSpan(Head, Nonce), stored.AsSpan(Head + Nonce + Tag), stored.AsSpan(Head + Nonce, Tag), plain, Encoding.UTF8.GetBytes(purpose));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException("A sealed field is damaged; restore the database from a backup.", fault);
        }

        return plain;
    }

    /// <summary>The same for a column of text.</summary>
    public string SealText(string plain, string purpose) => TextMark + Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(plain), purpose));

    /// <summary>Opens a column of text; null when the key's row was deleted.</summary>
    /// <exception cref="InvalidDataException">The text is damaged.</exception>
    public string? OpenText(string stored, string purpose)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (!stored.StartsWith(TextMark, StringComparison.Ordinal))
            return stored;
        byte[] bytes = new byte[stored.Length];
        return !Convert.TryFromBase64Chars(stored.AsSpan(TextMark.Length), bytes, out int written)
            ? throw new InvalidDataException("A sealed field is damaged; restore the database from a backup.")
            : Open(bytes[..written], purpose) is { } plain ? Encoding.UTF8.GetString(plain) : null;
    }

    /// <summary>True for bytes that were sealed, by whichever key.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) => stored.Length >= Head + Nonce + Tag && stored.StartsWith(Mark);

    internal static byte[] Seal(HeldKey key, ReadOnlySpan<byte> plain, string purpose)
    {
        byte[] stored = new byte[Head + Nonce + Tag + plain.Length];
        Mark.CopyTo(stored);
        BinaryPrimitives.WriteInt32LittleEndian(stored.AsSpan(Mark.Length), key.Mark);
        RandomNumberGenerator.Fill(stored.AsSpan(Head, Nonce));
        using var aes = new AesGcm(key.Fields, Tag);
        aes.Encrypt(stored.AsSpan(Head, Nonce), plain, stored.AsSpan(Head + Nonce + Tag), stored.AsSpan(Head + Nonce, Tag), Encoding.UTF8.GetBytes(purpose));
        return stored;
    }

    internal static string SealText(HeldKey key, string plain, string purpose) => TextMark + Convert.ToBase64String(Seal(key, Encoding.UTF8.GetBytes(plain), purpose));

    /// <summary>True for text that was sealed, by whichever key.</summary>
    public static bool IsSealedText(string stored) => stored.StartsWith(TextMark, StringComparison.Ordinal);
}
