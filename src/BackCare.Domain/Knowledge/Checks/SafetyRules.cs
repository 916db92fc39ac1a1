using BackCare.Domain.Safety;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Danger signs stop what they must, can be met, and their text patterns can be read.</summary>
internal static class SafetyRules
{
    public static void Check(CheckedTables tables)
    {
        var asked = tables.Rows("symptoms").SelectMany(s => s.List("gate_red_flags")).ToHashSet(StringComparer.Ordinal);
        var matched = tables.Rows("redflag_patterns").Select(p => p["red_flag_id"]).ToHashSet(StringComparer.Ordinal);
        foreach (CheckedRow flag in tables.Rows("redflags"))
        {
            CheckGate(flag);
            ChainRules.NeedsSource(flag);
            bool met = asked.Contains(flag.Key) || matched.Contains(flag.Key) || flag["free_text_triggers"].Length > 0
                || flag.Choice<RedFlagScope>("scope") == RedFlagScope.Global;
            if (!met)
                flag.Note("id", "is asked by no symptom and met by no text", "Name it in a symptom's gate_red_flags, or give it a pattern");
        }

        foreach (CheckedRow pattern in tables.Rows("redflag_patterns"))
            CheckPattern(pattern);
        CheckContraindications(tables);
    }

    private static void CheckGate(CheckedRow flag)
    {
        if (flag.Choice<Gate>("gate") is not { } gate)
            return;
        if (flag.Choice<Urgency>("urgency") is Urgency.EmergencyNow or Urgency.UrgentSameDay && gate != Gate.StopAll)
            flag.Note("gate", $"must be stop_all for {flag["urgency"]}", "Write stop_all: nothing is sold beside an emergency");
        if (gate == Gate.LimitCategories && flag["limit_categories"].Length == 0)
            flag.Note("limit_categories", "is empty although the gate is limit_categories", "Name the categories to remove");
        if (gate != Gate.LimitCategories && flag["limit_categories"].Length > 0)
            flag.Note("limit_categories", $"has no effect with the gate {flag["gate"]}", "Empty it, or use the gate limit_categories");
        if (gate == Gate.StopRegion && flag["regions"].Length == 0)
            flag.Note("regions", "is empty although the gate is stop_region", "Name the regions that nothing is sold for");
    }

    /// <summary>Groups joined by <c>&amp;</c>, alternatives separated by <c>/</c>, a prefix ended by <c>*</c> at the end of a word; lower case.</summary>
    private static void CheckPattern(CheckedRow row)
    {
        string pattern = row["pattern"];
        if (pattern.Length == 0)
            return;
        string[] alternatives = [.. pattern.Split('&').SelectMany(group => group.Split('/'))];
        if (alternatives.Any(a => a.Trim().Length == 0))
            row.Note("pattern", "has an empty group or alternative", "Write groups as 'a/b & c/d', with words on both sides of '&' and '/'");
        if (pattern.Contains(" /", StringComparison.Ordinal) || pattern.Contains("/ ", StringComparison.Ordinal) || pattern.Contains("  ", StringComparison.Ordinal))
            row.Note("pattern", "has a space beside '/' or two in a row", "Write alternatives without spaces between them, groups as 'a/b & c/d'");
        if (alternatives.SelectMany(a => a.Split(' ')).Any(StarInside))
            row.Note("pattern", "has '*' that does not end a word of three letters or more", "Put '*' at the end of a word, after at least three letters");
        if (pattern.Any(char.IsUpper))
            row.Note("pattern", "has capital letters", "Write it in lower case");
    }

    internal static bool StarInside(string word)
    {
        const int ShortestPrefix = 3;
        int star = word.IndexOf('*', StringComparison.Ordinal);
        return star >= 0 && (star != word.Length - 1 || star < ShortestPrefix);
    }

    private static void CheckContraindications(CheckedTables tables)
    {
        var pairs = new Dictionary<(string, string), int>();
        foreach (CheckedRow row in tables.Rows("contraindications"))
        {
            ChainRules.NeedsSource(row);
            if (!pairs.TryAdd((row["category_id"], row["condition_id"]), row.Line))
                row.Note("condition_id", FormattableString.Invariant($"is stated for this category in line {pairs[(row["category_id"], row["condition_id"])]} already"), "Keep the stricter row");
        }
    }
}
