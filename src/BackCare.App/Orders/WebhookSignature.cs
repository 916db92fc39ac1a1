using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Orders;

/// <summary>Proof that a message comes from the shop and is fresh: <c>t=UNIX-SECONDS,v1=HEX</c>, where HEX is HMAC-SHA-256 of <c>UNIX-SECONDS.BODY</c> under the shared secret.</summary>
public static class WebhookSignature
{
    /// <summary>How far the sender's clock, and the message's age, may be off.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Why a message is not accepted; null when it is.</summary>
    public static string? ProblemOf(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secret);
        (long seconds, byte[]? sent) = Read(header);
        if (sent is null)
            return "The signature header is missing or misshapen. Send t=UNIX-SECONDS,v1=HEX.";
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
            return "The signature's time is more than 5 minutes off. Sign again with the time of sending, and check the clock.";
        return CryptographicOperations.FixedTimeEquals(sent, Compute(seconds, body, secret))
            ? null
            : "The signature does not fit the body. Sign the bytes as they are sent, with Checkout:WebhookSecret.";
    }

    /// <summary>The header for a message; what a sender computes.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        long seconds = now.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(Compute(seconds, body, secret))}");
    }

    /// <summary>A short name of the shop's order for the journal, which takes ids of up to 100 characters.</summary>
    public static string EventIdOf(string orderId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)).AsSpan(0, 16));

    private static byte[] Compute(long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static (long Seconds, byte[]? Sent) Read(string? header)
    {
        if (header?.Split(',') is not [var time, var signature] || !time.StartsWith("t=", StringComparison.Ordinal) || !signature.StartsWith("v1=", StringComparison.Ordinal))
            return (0, null);
        // Years beyond 9999 are no time at all.
        if (!long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > 253_402_300_799 || signature.Length != 3 + 64)
            return (0, null);
        byte[] sent = new byte[32];
        return Convert.FromHexString(signature.AsSpan(3), sent, out _, out _) == System.Buffers.OperationStatus.Done ? (seconds, sent) : (0, null);
    }
}
