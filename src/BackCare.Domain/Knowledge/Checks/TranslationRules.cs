using System.Text.RegularExpressions;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>A text is translated once, completely, and with the same numbers.</summary>
internal static partial class TranslationRules
{
    public static void Check(CheckedTables tables)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (CheckedRow row in tables.Rows("spanish"))
        {
            string english = row["english"], spanish = row["spanish"];
            SymptomRules.NotEmpty(row, "english", "Copy the text as its table has it");
            SymptomRules.NotEmpty(row, "spanish", "Write the text in Spanish, or remove the row");
            if (!first.TryAdd(english, row.Line))
                row.Note("english", FormattableString.Invariant($"is translated in line {first[english]} already"), "Remove one");
            if (spanish.Length > 0 && !Numbers(english).SequenceEqual(Numbers(spanish), StringComparer.Ordinal))
                row.Note("spanish", "has other numbers than the English text", "Compare doses, counts and intervals one by one");
        }
    }

    // Number words may stand for digits and decimal commas for points; what is compared is the order of the digits.
    private static IEnumerable<string> Numbers(string text) => Digits().Matches(text).Select(m => m.Value.Replace(',', '.')).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\d+(?:[.,]\d+)?")]
    private static partial Regex Digits();
}
