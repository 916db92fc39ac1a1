using System.Text.RegularExpressions;

namespace BackCare.Web.Pages.Texts;

/// <summary>Lets every page speak the language of its request.</summary>
public static partial class PageLanguages
{
    /// <summary>Registers the language and the texts of a request.</summary>
    public static IServiceCollection AddPageLanguages(this IServiceCollection services) => services
        .AddScoped<PageLanguage>()
        .AddScoped(static services => PageTexts.For(services.GetRequiredService<PageLanguage>().Code));

    /// <summary>Takes the language out of the address before routing sees it, and keeps it when a page leads elsewhere.</summary>
    public static IApplicationBuilder UsePageLanguages(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        PageLanguage language = context.RequestServices.GetRequiredService<PageLanguage>();
        language.Take(context);
        if (language.Prefix.Length > 0)
        {
            context.Response.OnStarting(static state =>
            {
                (HttpResponse response, PageLanguage language) = ((HttpResponse, PageLanguage))state;
                if (response.Headers.Location is [{ } location]) response.Headers.Location = language.Link(location);
                return Task.CompletedTask;
            }, (context.Response, language));
        }
        return next(context);
    });

    /// <summary>Leads the page's own links and forms to pages in its language, so that no page has to think of it.</summary>
    /// <remarks>What a shopper typed cannot look like an attribute here: it is encoded, quotes included.</remarks>
    internal static string InLanguage(this string html, PageLanguage language) => language.Prefix.Length == 0
        ? html
        : OwnAddress().Replace(html, match => match.Groups["name"].Value + "=\"" + language.Link(match.Groups["address"].Value));

    [GeneratedRegex("(?<name>\\b(?:href|action|formaction))=\"(?<address>/[^\"#?]*)")]
    private static partial Regex OwnAddress();
}
