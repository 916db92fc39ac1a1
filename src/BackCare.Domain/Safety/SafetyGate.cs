using System.Collections.Frozen;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Safety;

/// <summary>Decides, before any product is looked at, whether and for what products may be shown. Rule by rule: docs/safety.md.</summary>
/// <remarks>Built once per shelf; immutable and safe for many threads.</remarks>
public sealed class SafetyGate
{
    /// <summary>Severity of 10 from which the severe-pain question is asked first: pain that stops sleep, walking and basic tasks.</summary>
    public const int SevereFrom = 9;

    /// <summary>Age in years from which a shopper counts as grown (question of rf_under_16).</summary>
    public const int AdultFrom = 16;

    /// <summary>Questions whose skip counts as "no" (note of rf_ces_sexual: sensitive, and alone an unlikely sign).</summary>
    public static readonly FrozenSet<string> SkipMeansNo = new[] { "rf_ces_sexual" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly KnowledgeBase knowledge;
    private readonly FlagStates states;
    private readonly ContraindicationTable contraindications;

    /// <summary>Prepares the gate for a knowledge base.</summary>
    public SafetyGate(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        this.knowledge = knowledge;
        states = new FlagStates(knowledge);
        contraindications = new ContraindicationTable(knowledge);
    }

    /// <summary>The verdict on a report.</summary>
    public SafetyVerdict Judge(SymptomReport report, Understanding understanding)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(understanding);
        Symptom[] matched = [.. understanding.Symptoms.Select(s => knowledge.Symptoms.GetValueOrDefault(s.SymptomId)).OfType<Symptom>()];
        List<FlagState> flags = states.Of(report, understanding, matched);
        var judgement = new Judgement(report.Context, matched);
        foreach (FlagState flag in flags)
            judgement.Weigh(flag);
        judgement.WeighCombinations(flags);
        judgement.WeighSymptoms(flags);
        HashSet<string> conditions = contraindications.Conditions(report.Context, judgement.SetsConditions);
        return judgement.Conclude(flags, conditions, contraindications.Limits(conditions, judgement.FlagLimits));
    }

    /// <summary>The care level that danger signs named in a text point to before any is confirmed: the most urgent one's.</summary>
    public CareLevel CareLevelOf(IEnumerable<RedFlagMention> mentions) => mentions
        .Select(m => knowledge.RedFlags.TryGetValue(m.RedFlagId, out RedFlag? flag) ? CareLevels.Of(flag.Urgency) : CareLevel.SelfCare)
        .DefaultIfEmpty(CareLevel.SelfCare).Max();
}
