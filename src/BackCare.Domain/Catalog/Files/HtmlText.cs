using System.Net;
using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Turns the HTML that shops keep descriptions in into plain text: nothing of it becomes markup again.</summary>
public static class HtmlText
{
    private static readonly string[] Blocks = ["p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote", "hr"];
    private static readonly string[] Silent = ["script", "style", "template", "noscript", "iframe", "object", "svg", "head"];

    /// <summary>The text: blocks become lines, items get a dash, scripts and styles fall away, entities become letters.</summary>
    public static string Read(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder(html.Length);
        int at = 0;
        while (at < html.Length)
        {
            int open = html.IndexOf('<', at);
            if (open < 0 || !IsTag(html, open))
            {
                int end = open < 0 ? html.Length : open + 1;
                text.Append(html, at, end - at);
                at = end;
                continue;
            }

            text.Append(html, at, open - at);
            at = EndOfTag(html, open, text);
        }

        return Lines(WebUtility.HtmlDecode(text.ToString()));
    }

    private static bool IsTag(string html, int open) => open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!' or '?');

    private static int EndOfTag(string html, int open, StringBuilder text)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
            return html.IndexOf("-->", open + 4, StringComparison.Ordinal) is var done and >= 0 ? done + 3 : html.Length;
        int close = html.IndexOf('>', open);
        int end = close < 0 ? html.Length : close + 1;
        int start = html[open + 1] == '/' ? open + 2 : open + 1, stop = start;
        while (stop < end && char.IsAsciiLetterOrDigit(html[stop]))
            stop++;
        string name = html[start..stop].ToLowerInvariant();
        if (start == open + 1 && Silent.Contains(name))
        {
            int closing = html.IndexOf($"</{name}", end, StringComparison.OrdinalIgnoreCase);
            int after = closing < 0 ? -1 : html.IndexOf('>', closing);
            return after < 0 ? html.Length : after + 1;
        }

        if (Blocks.Contains(name))
            text.Append(name == "li" && start == open + 1 ? "\n- " : "\n");
        return end;
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n')
        .Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.Length > 0 && line != "-"));
}
