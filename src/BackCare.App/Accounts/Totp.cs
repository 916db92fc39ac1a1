using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Accounts;

/// <summary>One-time codes by the clock (RFC 6238): HMAC-SHA1, six digits, 30 seconds, which is what every authenticator app can do.</summary>
public static class Totp
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>Bytes of a secret: as long as the hash (RFC 4226, section 4).</summary>
    public const int SecretBytes = 20;

    private const int StepSeconds = 30;

    /// <summary>Codes of one step before and after now count too, for clocks that differ and fingers that are slow.</summary>
    private const int Tolerance = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret in Base32.</summary>
    public static string NewSecret() => ToBase32(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The address that an authenticator app reads from a QR code.</summary>
    public static string Address(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={StepSeconds}";

    /// <summary>The code of a secret at a time.</summary>
    public static string CodeAt(string secret, DateTimeOffset at) => Code(FromBase32(secret), StepAt(at));

    /// <summary>The step that a code belongs to; null when it is wrong, too old, or not newer than the last one used.</summary>
    public static long? StepOf(string secret, string code, DateTimeOffset now, long lastUsed)
    {
        byte[] key = FromBase32(secret), typed = Encoding.ASCII.GetBytes(code);
        long? found = null;
        // Every step is computed, so that the time tells nothing.
        for (long step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), typed) && step > lastUsed) found ??= step;
        }
        return found;
    }

    private static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps speak it; HMAC does not rest on SHA-1's resistance to collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        int buffer = 0, bits = 0;
        foreach (byte next in bytes)
        {
            buffer = (buffer << 8) | next;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32[(buffer >> (bits - 5)) & 31]);
        }
        if (bits > 0) text.Append(Base32[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int buffer = 0, bits = 0;
        foreach (char next in text)
        {
            buffer = (buffer << 5) | Base32.IndexOf(next, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return [.. bytes];
    }
}
