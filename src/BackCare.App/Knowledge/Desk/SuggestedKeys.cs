using System.Globalization;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Ids for new rows: tables that number their rows get the next number, in the form of the last one.</summary>
internal static class SuggestedKeys
{
    /// <summary>The next id; empty for a table whose ids are names.</summary>
    /// <param name="table">The table.</param>
    /// <param name="keys">Ids that are taken, those of removed rows among them.</param>
    public static string Next(string table, IReadOnlyList<string> keys)
    {
        string prefix = table switch
        {
            "links" => "L",
            "redflag_patterns" => "RP",
            "contraindications" => "CI",
            "evidence_rules" => "EV",
            "claims_wording" => "CL",
            "regulatory" => "RQ",
            "lexicon" => "LX",
            "spanish" => "ES",
            _ => "",
        };
        return prefix.Length == 0 ? "" : Next(prefix, 4 - Math.Min(2, prefix.Length - 1), keys);
    }

    private static string Next(string prefix, int digits, IReadOnlyList<string> keys)
    {
        (int Number, int Digits)[] taken = [.. keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && k.Length > prefix.Length && k.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0 && k.Length - prefix.Length < 9)
            .Select(k => (int.Parse(k.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture), k.Length - prefix.Length))];
        int next = taken.Select(t => t.Number).DefaultIfEmpty(0).Max() + 1;
        int width = taken.Length > 0 ? taken.Max(t => t.Digits) : digits;
        return prefix + next.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
    }
}
