using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Orders;

/// <summary>Tokens that open one thing for whoever holds them: 192 random bits, shown once, stored as a hash.</summary>
internal static class SecretText
{
    /// <summary>A new token in base64url.</summary>
    public static string New() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    /// <summary>What is stored of it. It is random throughout, so that no salt is needed.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
