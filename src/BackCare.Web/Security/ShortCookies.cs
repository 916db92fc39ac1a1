using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BackCare.Web.Security;

/// <summary>What a browser must bring back within minutes while somebody signs in: sealed, hidden from scripts, and gone once it was read.</summary>
internal sealed class ShortCookies(IDataProtectionProvider protection)
{
    /// <summary>Who took the first step of signing in.</summary>
    public const string FirstStep = "backcare-first-step";

    /// <summary>The question that a passkey must answer.</summary>
    public const string Challenge = "backcare-challenge";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly HostPrefixedCookies cookies = new();

    /// <summary>Hands it to the browser.</summary>
    public void Write(HttpContext context, string name, string purpose, string value)
    {
        string sealedText = Protector(name, purpose).Protect(value, Lifetime);
        cookies.AppendResponseCookie(context, name, sealedText, Options(context));
    }

    /// <summary>What the browser brought; null when it is missing, too old or not ours.</summary>
    public string? Read(HttpContext context, string name, string purpose) =>
        cookies.GetRequestCookie(context, name) is { } text ? TryOpen(() => Protector(name, purpose).Unprotect(text)) : null;

    /// <summary>Takes it from the browser.</summary>
    public void Forget(HttpContext context, string name) => cookies.DeleteCookie(context, name, Options(context));

    /// <summary>What was sealed; null when it was not sealed here, is too old, or its key is gone.</summary>
    public static string? TryOpen(Func<string> open)
    {
        try
        {
            return open();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(string name, string purpose) => protection.CreateProtector(name, purpose).ToTimeLimitedDataProtector();

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Lifetime };
}
