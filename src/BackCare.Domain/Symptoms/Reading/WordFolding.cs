namespace BackCare.Domain.Symptoms.Reading;

/// <summary>Folds single characters: lower case, no accents, culture-invariant.</summary>
internal static class WordFolding
{
    /// <summary>The character adds nothing and does not end a word: combining marks, zero-width characters, soft hyphen, variation selectors.</summary>
    public const char Skip = '\0';

    private const int TableStart = 0xC0;

    // Latin-1 letters from U+00C0 and Latin Extended-A to U+017F; '\u0001' marks a character that is no letter.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo\u0001ouuuuytsaaaaaaaceeeeiiiidnooooo\u0001ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>True for an apostrophe in any of the shapes that keyboards produce; dropped inside a word.</summary>
    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`' or '\u2032' or '\uFF07';

    /// <summary>The folded letter or digit, <see cref="Skip"/> for a character to ignore, or U+0001 for one that ends a word.</summary>
    public static char Fold(char c)
    {
        if (c < 0x80)
            return c is >= 'a' and <= 'z' or >= '0' and <= '9' ? c : c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : '\u0001';
        if (IsIgnorable(c))
            return Skip;
        if (c >= TableStart && c < TableStart + Latin.Length)
            return Latin[c - TableStart];
        if (c is >= '\uFF21' and <= '\uFF3A')
            return (char)(c - '\uFF21' + 'a');
        if (c is >= '\uFF41' and <= '\uFF5A')
            return (char)(c - '\uFF41' + 'a');
        if (c is >= '\uFF10' and <= '\uFF19')
            return (char)(c - '\uFF10' + '0');
        return !char.IsSurrogate(c) && char.IsLetter(c) ? char.ToLowerInvariant(c) : '\u0001';
    }

    private static bool IsIgnorable(char c) =>
        c is >= '\u0300' and <= '\u036F' or '\u00AD' or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E'
            or >= '\u2060' and <= '\u2064' or '\uFEFF' or >= '\uFE00' and <= '\uFE0F';
}
