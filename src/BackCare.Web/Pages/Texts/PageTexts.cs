using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace BackCare.Web.Pages.Texts;

/// <summary>Every word that pages show, in one language, from the resource files of this folder: <c>Area.resx</c> is English, <c>Area.es.resx</c> Spanish.</summary>
/// <remarks>All languages are read once from this assembly: no satellite file to lose, no culture of the machine to depend on. A test holds the
/// languages side by side and refuses a page that has words of its own (docs/decisions/0070).</remarks>
public sealed class PageTexts
{
    /// <summary>Languages of the pages; the first is what a visitor gets who asks for none of them.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    private const string Folder = "texts/", Ending = ".resources";
    private static readonly FrozenDictionary<string, PageTexts> ByLanguage =
        Languages.ToFrozenDictionary(language => language, language => new PageTexts(language), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> texts;

    private PageTexts(string language) =>
        (Language, texts) = (language, Read(language).ToFrozenDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal));

    /// <summary>Language tag, such as <c>es</c>.</summary>
    public string Language { get; }

    /// <summary>Every key, for tests.</summary>
    public IReadOnlyDictionary<string, string> All => texts;

    /// <summary>The text of a key.</summary>
    /// <exception cref="KeyNotFoundException">No resource file has the key.</exception>
    public string this[string key] => texts.TryGetValue(key, out string? text)
        ? text
        : throw new KeyNotFoundException($"No text has the key '{key}'. Add it to a file of Pages/Texts, in every language.");

    /// <summary>The text of a key with values in the places <c>{0}</c>, <c>{1}</c>.</summary>
    public string this[string key, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The texts of a language; English for a language that the pages do not speak.</summary>
    public static PageTexts For(string language) => ByLanguage.GetValueOrDefault(language) ?? ByLanguage[Languages[0]];

    /// <summary>The text for a count: the key ends in <c>_One</c> or <c>_Many</c>, and {0} is the count.</summary>
    public string Count(string key, int count) => this[key + (count == 1 ? "_One" : "_Many"), count];

    /// <summary>The text for a code, such as a grade; the code as it stands when no text has it.</summary>
    public string Code(string area, string code) => texts.GetValueOrDefault($"{area}_{code}") ?? code.Replace('_', ' ');

    private static IEnumerable<(string Key, string Value)> Read(string language)
    {
        Assembly assembly = typeof(PageTexts).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && LanguageOf(n) == language))
        {
            using var file = new ResourceReader(assembly.GetManifestResourceStream(name)!);
            foreach (System.Collections.DictionaryEntry entry in file)
                yield return ((string)entry.Key, (string)entry.Value!);
        }
    }

    private static string LanguageOf(string resource) => resource[Folder.Length..^Ending.Length].Split('.') is [_, var language] ? language : Languages[0];
}
