using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackCare.Web.Pages.Texts;

/// <summary>The language of one request's page: from the address (<c>/es/products</c>), else remembered by consent, else asked for by the browser.</summary>
/// <remarks>Without consent the language travels in the address alone: a page under <c>/es</c> links to pages under <c>/es</c> (docs/decisions/0070).</remarks>
public sealed class PageLanguage
{
    /// <summary>Name of the cookie that remembers the language; set by the language page alone, when its box is ticked.</summary>
    public const string Cookie = "backcare-language";

    private static readonly (string Language, PathString Prefix)[] Prefixes = [.. PageTexts.Languages.Select(l => (l, new PathString("/" + l)))];

    /// <summary>Language tag.</summary>
    public string Code { get; private set; } = PageTexts.Languages[0];

    /// <summary>What the page's own links start with, such as <c>/es</c>; empty when the address names no language.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>The address without its language.</summary>
    public string Path { get; private set; } = "/";

    /// <summary>The country that the browser's first language names, such as GB of en-GB; null when it names none.</summary>
    public string? Country { get; private set; }

    /// <summary>Reads the language of a request and takes it out of the path.</summary>
    internal void Take(HttpContext context)
    {
        HttpRequest request = context.Request;
        IList<StringWithQualityHeaderValue> asked = Asked(request.Headers.AcceptLanguage);
        Country = asked.Count > 0 && asked[0].Value.Value is { Length: 5 } tag && tag[2] == '-' ? tag[3..].ToUpperInvariant() : null;
        foreach ((string language, PathString prefix) in Prefixes)
        {
            if (!request.Path.StartsWithSegments(prefix, StringComparison.Ordinal, out PathString rest)) continue;
            (Code, Prefix) = (language, prefix.Value!);
            request.Path = rest.HasValue ? rest : "/";
        }
        if (Prefix.Length == 0)
        {
            Code = Known(request.Cookies[Cookie]) ?? asked.Select(a => Known(a.Value.Value?.Split('-')[0])).FirstOrDefault(l => l is not null) ?? Code;
            context.Response.Headers.Append(HeaderNames.Vary, "Accept-Language");
        }
        Path = request.Path;
    }

    /// <summary>An address of this site in the language of the page.</summary>
    public string Link(string address) => address is ['/', ..] && !IsBound(address) ? Prefix + (address == "/" && Prefix.Length > 0 ? "" : address) : address;

    /// <summary>The language when the pages speak it.</summary>
    public static string? Known(string? language) => language is not null && PageTexts.Languages.Contains(language) ? language : null;

    // Files and the API have no language, and an address that names one keeps it.
    private static bool IsBound(string address) =>
        address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith("/assets/", StringComparison.Ordinal) || address.StartsWith("/v1/", StringComparison.Ordinal)
        || PageTexts.Languages.Any(l => address == "/" + l || address.StartsWith($"/{l}/", StringComparison.Ordinal));

    private static IList<StringWithQualityHeaderValue> Asked(StringValues header) =>
        StringWithQualityHeaderValue.TryParseList(header, out IList<StringWithQualityHeaderValue>? asked) ? [.. asked.OrderByDescending(a => a.Quality ?? 1)] : [];
}
