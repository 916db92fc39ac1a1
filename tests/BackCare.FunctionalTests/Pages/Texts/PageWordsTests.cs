using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackCare.Web.Pages.Texts;

namespace BackCare.FunctionalTests.Pages.Texts;

/// <summary>The pages' words stand in the resource files, all of them, in every language, and nothing there is left over.</summary>
public partial class PageWordsTests
{
    private static readonly string Pages = Path.Combine(Root(), "src", "BackCare.Web", "Pages");

    /// <summary>The shopper's pages. The desks of people who signed in speak English.</summary>
    private static readonly string[] Storefront = ["Storefront", "Parts", "Layout", "Shop", "Privacy"];

    private static readonly string[] Desks = ["Desk.razor", "Pager.razor"];

    [Fact]
    public void Every_language_has_the_same_keys() => Assert.Equal(
        PageTexts.For("en").All.Keys.Order(StringComparer.Ordinal), PageTexts.For("es").All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void No_text_is_empty_and_both_languages_fill_the_same_places() =>
        Assert.DoesNotContain(PageTexts.For("en").All.Keys, key =>
            string.IsNullOrWhiteSpace(PageTexts.For("en")[key]) || string.IsNullOrWhiteSpace(PageTexts.For("es")[key])
            || !Places(PageTexts.For("en")[key]).SequenceEqual(Places(PageTexts.For("es")[key])));

    [Fact]
    public void Every_key_that_a_page_asks_for_exists()
    {
        IReadOnlyDictionary<string, string> known = PageTexts.For("en").All;
        Assert.DoesNotContain(Asked(), asked => asked.EndsWith('_')
            ? !known.Keys.Any(k => k.StartsWith(asked, StringComparison.Ordinal))
            : !known.ContainsKey(asked) && !known.ContainsKey(asked + "_One") && !known.Keys.Any(k => k.StartsWith(asked + "_", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_key_is_left_over()
    {
        string sources = string.Concat(Directory.EnumerateFiles(Pages, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.DoesNotContain(PageTexts.For("en").All.Keys, key => !Starts(key).Any(start => sources.Contains('"' + start, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_page_of_the_storefront_has_words_of_its_own() => Assert.Empty(
        Storefront.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Pages, folder), "*.razor", SearchOption.AllDirectories))
            .Where(file => !Desks.Contains(Path.GetFileName(file)))
            .SelectMany(file => OwnWords(File.ReadAllText(file)).Select(words => $"{Path.GetFileName(file)}: {words}")));

    [Theory]
    [InlineData("<p>Hello there</p>", "Hello there")]
    [InlineData("<p aria-label=\"Main menu\">@T[\"Nav_Main\"]</p>", "aria-label=\"Main menu\"")]
    [InlineData("@if (x > 0) { <b>Yes</b> }", "Yes")]
    [InlineData("<p>@T[\"Home_Lead\"] BackCare @(n > 1 ? \"\" : T[\"X\"])</p>", "")]
    [InlineData("@foreach (string s in Items)\n{\n  string t = s.Trim();\n  <i>@t</i>\n}\nelse\n{\n}", "")]
    public void Words_are_told_from_code(string page, string words) => Assert.Equal(words, string.Join('|', OwnWords(page)));

    private static IEnumerable<string> Asked() => Directory.EnumerateFiles(Pages, "*.razor", SearchOption.AllDirectories)
        .SelectMany(file => Key().Matches(File.ReadAllText(file))).Select(m => m.Groups["key"].Value).Distinct(StringComparer.Ordinal);

    // A key may be put together from its start and a code or a number: Home_Example_heel, How_Step1_Lead, Error_404_Advice.
    private static IEnumerable<string> Starts(string key)
    {
        yield return key + '"';
        for (int end = key.Length - 1; end > 0; end--)
        {
            if (key[end] == '_') yield return key[..(end + 1)];
            if (key[end] == '_') yield return key[..end] + '"';
            if (char.IsAsciiDigit(key[end])) yield return key[..end] + '{';
        }
    }

    private static IEnumerable<string> OwnWords(string page)
    {
        string markup = Markup(page);
        foreach (Match text in TextNode().Matches(markup))
        {
            string words = text.Groups["text"].Value.Trim();
            if (!words.EndsWith(';') && TwoLetters().IsMatch(Allowed().Replace(words, ""))) yield return words;
        }
        foreach (Match attribute in ShownAttribute().Matches(markup)) yield return attribute.Value;
    }

    /// <summary>The page without comments, directives, code and expressions: what is left between tags is shown as it stands.</summary>
    private static string Markup(string page)
    {
        page = Directive().Replace(Comment().Replace(page, ""), "");
        int code = page.IndexOf("@code", StringComparison.Ordinal);
        if (code >= 0) page = page[..code];
        var left = new System.Text.StringBuilder(">");
        for (int i = 0; i < page.Length;)
        {
            if (Statement().Match(page, i) is { Success: true } statement && statement.Index == i) i = End(page, i + statement.Length - 1);
            else if (page[i] == '@' && i + 1 < page.Length && page[i + 1] == '(') i = End(page, i + 1);
            else if (Expression().Match(page, i) is { Success: true } expression && expression.Index == i)
            {
                i += expression.Length;
                while (i < page.Length && page[i] is '(' or '[')
                {
                    i = End(page, i);
                    if (Member().Match(page, i) is { Success: true } member && member.Index == i) i += member.Length;
                }
                left.Append('@');
            }
            else left.Append(page[i++]);
        }
        return left.Append('<').ToString();
    }

    /// <summary>The place after the bracket that closes the one at <paramref name="open"/>; brackets inside quotes do not count.</summary>
    private static int End(string page, int open)
    {
        char close = page[open] == '(' ? ')' : ']';
        bool quoted = false;
        for (int i = open, depth = 0; i < page.Length; i++)
        {
            if (page[i] == '"') quoted = !quoted;
            else if (!quoted && page[i] == page[open]) depth++;
            else if (!quoted && page[i] == close && --depth == 0) return i + 1;
        }
        return page.Length;
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value[..2]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));

    [GeneratedRegex(@"\bT(?:\.Count\(|\[)""(?<key>[A-Za-z]+_\w*)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^@(?:using|inject|inherits|implements)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\G(?:@(?:if|foreach|for|switch|while)|else if|if) ?\(")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\G@[A-Za-z_][\w.]*")]
    private static partial Regex Expression();

    [GeneratedRegex(@"\G\.[\w.]+")]
    private static partial Regex Member();

    [GeneratedRegex(@">(?<text>[^<>]*)(?=<)")]
    private static partial Regex TextNode();

    [GeneratedRegex(@"\b(?:aria-label|title|alt|placeholder|Label|Hint|Caption|Title|Description)=""[^""@.]*\p{L}{2}[^""@.]*""")]
    private static partial Regex ShownAttribute();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex TwoLetters();

    // The shop's name, the name of a time, HTML entities, and what is left of code.
    [GeneratedRegex(@"\bBackCare\b|\bUTC\b|&\w+;|\belse\b|\breturn;")]
    private static partial Regex Allowed();
}
