namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Every symptom can be understood, reached and screened; phrases and lexicon are clear and no test text is among them.</summary>
internal static class SymptomRules
{
    internal static readonly string[] Languages = ["en", "es"];
    internal static readonly string[] PhraseKinds = ["plain", "misspelling", "slang", "clinical"];
    internal static readonly string[] Populations = ["adult", "child", "pregnant"];

    public static void Check(CheckedTables tables, KnowledgeTable? triageCases)
    {
        var spoken = tables.Rows("symptom_phrases").Select(p => p["symptom_id"]).ToHashSet(StringComparer.Ordinal);
        foreach (CheckedRow symptom in tables.Rows("symptoms"))
        {
            if (!spoken.Contains(symptom.Key) && tables.Find("symptom_phrases") is not null)
                symptom.Note("id", "has no phrase", "Add at least one row for it to symptom_phrases.csv");
            NotEmpty(symptom, "likely_structures", "Name at least one structure that may be behind it, with its weight");
            NotEmpty(symptom, "regions", "Name at least one region");
            ChainRules.NeedsSource(symptom);
            if (symptom["gate_red_flags"].Length == 0 && symptom["no_gate_reason"].Length == 0)
                symptom.Note("gate_red_flags", "is empty and no reason is stated", "Name the danger signs to ask for, or state the reason in a column no_gate_reason");
            OneOf(symptom, "population", Populations);
        }

        CheckPhrases(tables, triageCases);
        CheckLexicon(tables);
    }

    internal static void OneOf(CheckedRow row, string column, IReadOnlyList<string> known)
    {
        if (row[column].Length > 0 && !known.Contains(row[column]))
            row.Note(column, "is not a known value", $"Use one of: {string.Join(", ", known)}");
    }

    internal static void NotEmpty(CheckedRow row, string column, string remedy)
    {
        if (row[column].Length == 0)
            row.Note(column, "is empty", remedy);
    }

    private static void CheckPhrases(CheckedTables tables, KnowledgeTable? triageCases)
    {
        HashSet<string> tests = TestTexts(triageCases);
        var first = new Dictionary<string, CheckedRow>(StringComparer.Ordinal);
        foreach (CheckedRow phrase in tables.Rows("symptom_phrases"))
        {
            OneOf(phrase, "lang", Languages);
            OneOf(phrase, "kind", PhraseKinds);
            string folded = FoldedText.Of(phrase["phrase"]);
            if (folded.Length == 0)
                continue;
            if (tests.Contains(folded))
                phrase.Note("phrase", "is a text of triage_cases.csv, which is kept for testing", "Remove the phrase");
            if (first.TryAdd(folded, phrase))
                continue;
            CheckedRow other = first[folded];
            phrase.Note("phrase", other["symptom_id"] == phrase["symptom_id"]
                ? FormattableString.Invariant($"stands in line {other.Line} already")
                : FormattableString.Invariant($"stands for {other["symptom_id"]} in line {other.Line} already"), "Keep it for one symptom, once");
        }
    }

    private static HashSet<string> TestTexts(KnowledgeTable? triageCases)
    {
        if (triageCases is null)
            return [];
        var cases = new CheckedTable(triageCases, new CheckedTables([]));
        return [.. cases.Rows.Select(r => FoldedText.Of(r["text"])).Where(text => text.Length > 0)];
    }

    private static void CheckLexicon(CheckedTables tables)
    {
        var first = new Dictionary<(string, string, string), int>();
        var types = new Dictionary<string, CheckedRow>(StringComparer.Ordinal);
        foreach (CheckedRow term in tables.Rows("lexicon"))
        {
            OneOf(term, "lang", Languages);
            if (term["term"].Split(' ').Any(word => word.Length == 0 || SafetyRules.StarInside(word)))
                term.Note("term", "is not words with at most one '*' at the end of a word of three letters or more", "Write it as 'heel*' or 'ball of foot'");
            if (term["term"].Any(char.IsUpper))
                term.Note("term", "has capital letters", "Write it in lower case");
            if (!first.TryAdd((term["concept"], term["term"], term["lang"]), term.Line))
                term.Note("term", FormattableString.Invariant($"stands for this concept in line {first[(term["concept"], term["term"], term["lang"])]} already"), "Remove one");
            if (!types.TryAdd(term["concept"], term) && types[term["concept"]]["type"] != term["type"])
                term.Note("type", FormattableString.Invariant($"is {types[term["concept"]]["type"]} for this concept in line {types[term["concept"]].Line}"), "Give a concept one type");
        }
    }
}
