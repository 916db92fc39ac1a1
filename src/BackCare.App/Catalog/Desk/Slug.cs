using System.Globalization;
using System.Text;

namespace BackCare.App.Catalog.Desk;

/// <summary>Makes keys out of names: small letters, digits and underscores.</summary>
internal static class Slug
{
    private const int Longest = 60;

    /// <summary>A key that is not taken, such as <c>slant_board_2</c>.</summary>
    public static string Free(string name, string otherwise, Func<string, bool> isTaken)
    {
        string wanted = Of(name) is { Length: > 0 } slug ? slug : otherwise;
        string key = wanted;
        for (int n = 2; isTaken(key); n++)
            key = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{n}");
        return key;
    }

    private static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length >= Longest)
                break;
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '_' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                slug.Append('_');
        }

        return slug.ToString().TrimEnd('_');
    }
}
