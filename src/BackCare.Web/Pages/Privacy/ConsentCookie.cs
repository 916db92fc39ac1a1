using System.Globalization;
using System.Security.Cryptography;

namespace BackCare.Web.Pages.Privacy;

/// <summary>What a shopper agreed to.</summary>
/// <param name="Version">Version of the text that was agreed to.</param>
/// <param name="GrantedUtc">When.</param>
/// <param name="VisitorId">Random name of this browser; nothing about the person is in it.</param>
/// <param name="Personalised">True when lists may look at what this visitor did before: a wish of its own, beside the consent to keep them.</param>
public sealed record Consent(string Version, DateTime GrantedUtc, string VisitorId, bool Personalised = false);

/// <summary>Consent in a first-party cookie that is set by the button on <c>/your-data</c> alone. Without it nothing a shopper tells or does is stored.</summary>
public sealed class ConsentCookie(IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>Name of the cookie.</summary>
    public const string Name = "backcare-consent";

    /// <summary>Version of the text on <c>/your-data</c>. Change it when the text asks for more: earlier consents then count no longer.</summary>
    public const string Version = "2026-11";

    /// <summary>Ends the cookie's value when lists are to be personalised.</summary>
    private const string Personal = "personal";

    /// <summary>How long a consent counts before it is asked for again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>The consent of this request; null when none was given, it is too old, or it was for another text.</summary>
    public Consent? Current => Read(Context.Request.Cookies[Name], clock.GetUtcNow());

    /// <summary>Takes note of a consent under a new random name.</summary>
    public Consent Grant()
    {
        DateTimeOffset now = clock.GetUtcNow();
        var consent = new Consent(Version, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()).UtcDateTime, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        Write(consent, Lifetime);
        return consent;
    }

    /// <summary>Keeps the consent and its name, and from now on lets lists look at what was done before, or not.</summary>
    public void Personalise(Consent consent, bool personalised)
    {
        ArgumentNullException.ThrowIfNull(consent);
        Write(consent with { Personalised = personalised }, consent.GrantedUtc + Lifetime - clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Forgets the consent and the name.</summary>
    public void Withdraw() => Context.Response.Cookies.Delete(Name, Options(null));

    /// <summary>Reads a cookie's value.</summary>
    internal static Consent? Read(string? value, DateTimeOffset now)
    {
        string[] parts = value?.Split('.') ?? [];
        if (parts is not ([Version, _, { Length: 32 }] or [Version, _, { Length: 32 }, Personal])) return null;
        (string granted, string visitor) = (parts[1], parts[2]);
        if (!visitor.All(char.IsAsciiHexDigitLower)) return null;
        if (!long.TryParse(granted, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > now.ToUnixTimeSeconds()) return null;
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return now - at > Lifetime ? null : new Consent(Version, at.UtcDateTime, visitor, parts.Length == 4);
    }

    private void Write(Consent consent, TimeSpan lifetime) => Context.Response.Cookies.Append(
        Name,
        string.Create(CultureInfo.InvariantCulture, $"{Version}.{new DateTimeOffset(consent.GrantedUtc).ToUnixTimeSeconds()}.{consent.VisitorId}{(consent.Personalised ? "." + Personal : "")}"),
        Options(lifetime));

    private CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Context.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
