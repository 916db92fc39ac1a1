using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>A form of a page: where it posts, and its fields with the values that the page offers.</summary>
internal sealed partial record PageForm(string Action, bool Posts, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Every form of a page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="page">Its path, where a form without an address posts.</param>
    public static IEnumerable<PageForm> Of(string html, string page)
    {
        foreach (Match form in Form().Matches(html))
        {
            string tag = form.Groups["tag"].Value, inner = form.Groups["inner"].Value;
            bool posts = tag.Contains("method=\"post\"", StringComparison.OrdinalIgnoreCase);
            KeyValuePair<string, string>[] fields =
            [
                .. Field().Matches(inner).Select(m => m.Value).Where(f => Name().IsMatch(f))
                    .Select(f => KeyValuePair.Create(WebUtility.HtmlDecode(Name().Match(f).Groups[1].Value), WebUtility.HtmlDecode(Value().Match(f).Groups[1].Value))),
            ];
            foreach (string action in new[] { Action_().Match(tag) is { Success: true } own ? own.Groups[1].Value : page }
                .Concat(FormAction().Matches(inner).Select(m => m.Groups[1].Value)).Distinct())
                yield return new PageForm(WebUtility.HtmlDecode(action).Split('?', '#')[0], posts, fields);
        }
    }

    /// <summary>True when the form's address leads to the route.</summary>
    public bool PostsTo(RoutePattern pattern) =>
        new TemplateMatcher(TemplateParser.Parse(pattern.RawText!.Trim('/')), []).TryMatch(Action, []);

    [GeneratedRegex("(?s)<form(?<tag>[^>]*)>(?<inner>.*?)</form>")]
    private static partial Regex Form();

    [GeneratedRegex("(?s)<(?:input|select|textarea|button)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("\\bname=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("\\baction=\"([^\"]*)\"")]
    private static partial Regex Action_();

    [GeneratedRegex("\\bformaction=\"([^\"]*)\"")]
    private static partial Regex FormAction();
}
