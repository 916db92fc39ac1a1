using System.Globalization;
using BackCare.Domain.Catalog.Files;

namespace BackCare.App.Catalog.Desk;

/// <summary>Makes keys out of names: the desk's have underscores where ids of files have dashes.</summary>
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
        string slug = ProductReading.Slug(name).Replace('-', '_');
        return slug.Length <= Longest ? slug : slug[..Longest].TrimEnd('_');
    }
}
