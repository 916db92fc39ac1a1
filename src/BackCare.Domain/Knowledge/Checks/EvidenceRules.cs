using BackCare.Domain.Explain;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge.Checks;

/// <summary>Evidence rules say no more than their grade bears, and no foot-care item is said to help a back.</summary>
internal static class EvidenceRules
{
    private const string FootCare = "foot_care";
    private const double WeightThatCounts = 0.4;

    public static void Check(CheckedTables tables)
    {
        var pairs = new Dictionary<(string, string), int>();
        HashSet<string> footCare = FootCareProfiles(tables);
        HashSet<string> backs = BackSymptoms(tables);
        foreach (CheckedRow rule in tables.Rows("evidence_rules"))
        {
            if (!pairs.TryAdd((rule["evidence_profile"], rule["symptom_id"]), rule.Line))
                rule.Note("symptom_id", FormattableString.Invariant($"has a rule of this profile in line {pairs[(rule["evidence_profile"], rule["symptom_id"])]} already"), "Keep one rule per profile and symptom");
            ChainRules.NeedsSource(rule);
            if (rule.Choice<Effect>("effect") is not { } effect)
                continue;
            CheckEffect(rule, effect);
            bool positive = effect is Effect.Helps or Effect.MayHelp;
            if (positive && footCare.Contains(rule["evidence_profile"]) && backs.Contains(rule["symptom_id"]))
                rule.Note("effect", "says that foot care helps a low-back, sciatica or SI-joint complaint, which trials do not show", "Use no_benefit or comfort_only");
            if (effect is not (Effect.NoBenefit or Effect.Avoid) && IsForCheckOnly(tables, rule["symptom_id"]))
                rule.Note("symptom_id", "is a symptom that nothing is sold for", "Remove the rule, or use no_benefit or avoid");
        }
    }

    /// <summary>
    /// Symptoms of the low back, sciatica and the SI joint: those of the lumbar region, and those where a lumbar structure, the sciatic nerve
    /// or the SI joint weighs 0.4 or more. On the seed these are the eight back and sciatica symptoms, the SI joint, pelvic girdle pain, weak core,
    /// buttock pain and numb feet; erring towards more symptoms keeps a promise from slipping in under another name.
    /// </summary>
    internal static HashSet<string> BackSymptoms(CheckedTables tables)
    {
        var structures = tables.Rows("structures").Where(s => s["region"] == "lumbar" || s.Key is "sciatic_nerve" or "sacroiliac_joint")
            .Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        return [.. tables.Rows("symptoms").Where(s => s.List("regions").Contains("lumbar") || s.List("likely_structures").Any(Counts)).Select(s => s.Key)];

        bool Counts(string pair)
        {
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 && structures.Contains(pair[..colon])
                && double.TryParse(pair.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out double weight) && weight >= WeightThatCounts;
        }
    }

    private static HashSet<string> FootCareProfiles(CheckedTables tables)
    {
        var categories = tables.Rows("categories").Where(c => c["group"] == FootCare).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return [.. tables.Rows(KnowledgeSchema.Products).Where(p => categories.Contains(p["category_id"])).Select(p => p["evidence_profile"])];
    }

    private static void CheckEffect(CheckedRow rule, Effect effect)
    {
        bool negative = effect is Effect.NoBenefit or Effect.Avoid;
        if (rule.Number("relevance") is { } relevance && relevance == 0 != negative)
        {
            rule.Note("relevance", negative ? $"is not 0 although the effect is {effect.ToSnake()}" : $"is 0 although the effect is {effect.ToSnake()}",
                negative ? "Write 0" : "Write a number above 0, or use no_benefit or avoid");
        }

        if (effect == Effect.Helps && rule.Choice<EvidenceGrade>("evidence_grade") is EvidenceGrade.Limited or EvidenceGrade.ExpertOpinion)
            rule.Note("evidence_grade", "is too weak for 'helps'", "Use may_help, or raise the grade with a source");
        if (rule.Choice<EvidenceRole>("role") is { } role && role == EvidenceRole.NotRecommended != negative)
            rule.Note("role", $"does not fit the effect {effect.ToSnake()}", negative ? "Write not_recommended" : "Write primary, adjunct or comfort");
    }

    private static bool IsForCheckOnly(CheckedTables tables, string symptom) =>
        tables.ByKey("symptoms").TryGetValue(symptom, out CheckedRow row) && row.Choice<SelfCare>("self_care") == SelfCare.NoProducts;
}
