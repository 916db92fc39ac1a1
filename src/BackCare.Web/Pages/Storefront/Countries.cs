using System.Globalization;
using System.Text;
using BackCare.Domain.Safety;
using BackCare.Web.Pages.Texts;

namespace BackCare.Web.Pages.Storefront;

/// <summary>Countries to choose from, for the number to call in an emergency: every one whose number is known.</summary>
public static class Countries
{
    /// <summary>Stands for a country that the list does not name: ISO 3166 keeps ZZ for users. The local number is then named without guessing it.</summary>
    public const string Other = "ZZ";

    private const string Usual = "US";

    /// <summary>ISO 3166 codes by their names in a language, the unnamed one last.</summary>
    public static IReadOnlyList<string> In(PageTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. EmergencyNumbers.Countries.OrderBy(iso => Plain(texts["Country_" + iso]), StringComparer.Ordinal), Other];
    }

    /// <summary>The country to start with: the one that the browser names, when its number is known. A browser that names none is taken for one of the
    /// United States in English; no country goes without saying in Spanish.</summary>
    public static string StartWith(string? named, string language) => named is null
        ? language == "en" ? Usual : Other
        : EmergencyNumbers.Of(named) is null ? Other : named;

    // Sorted as a reader expects: É beside E.
    private static string Plain(string name) =>
        new([.. name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(char.ToUpperInvariant)]);
}
