using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The page that chooses the language, and remembers it only when its box is ticked.</summary>
/// <remarks>Forged, the form could change the language of a page and nothing else: it carries no antiforgery token.</remarks>
internal static class LanguageChoice
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>The page.</summary>
    public static IResult Show(HttpContext context) => Page.Of<LanguagePage>(new Dictionary<string, object?>
    {
        [nameof(LanguagePage.Remembered)] = PageLanguage.Known(context.Request.Cookies[PageLanguage.Cookie]) is not null,
    });

    /// <summary>Leads to the first page in the language; keeps it in a cookie when asked to, and forgets it otherwise.</summary>
    public static async Task<IResult> SaveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        string language = PageLanguage.Known(form["language"]) ?? PageTexts.Languages[0];
        bool remember = form["remember"] == "yes";
        var options = new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = Kept,
        };
        if (remember) context.Response.Cookies.Append(PageLanguage.Cookie, language, options);
        else if (context.Request.Cookies.ContainsKey(PageLanguage.Cookie)) context.Response.Cookies.Delete(PageLanguage.Cookie, options);
        // Remembered, the address need not name the language any more.
        return TypedResults.Redirect(remember ? "/" : "/" + language);
    }
}
