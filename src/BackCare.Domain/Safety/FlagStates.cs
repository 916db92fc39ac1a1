using System.Collections.Frozen;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Safety;

/// <summary>Brings answers, text matches and facts of a report together, one state per danger sign, most urgent first.</summary>
internal sealed class FlagStates
{
    private const string Under16 = "rf_under_16", ChildBackPain = "rf_child_back_pain", SeverePain = "rf_severe_pain";
    private readonly RedFlag[] ordered;
    private readonly FrozenDictionary<string, int> rank;
    private readonly FrozenDictionary<string, string> stopFlagOfCondition;
    private readonly FrozenDictionary<string, string[]> askedGlobally;

    public FlagStates(KnowledgeBase knowledge)
    {
        ordered = [.. knowledge.Rows.RedFlags.OrderByDescending(f => f.Urgency).ThenBy(f => f.Id, StringComparer.Ordinal)];
        rank = ordered.Select((f, i) => (f.Id, i)).ToFrozenDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        RedFlag[] global = [.. ordered.Where(f => f.Scope == RedFlagScope.Global && f.Regions.Count > 0)];
        askedGlobally = knowledge.Rows.Symptoms.ToFrozenDictionary(
            s => s.Id, s => global.Where(f => s.Regions.Any(f.Regions.Contains)).Select(f => f.Id).ToArray(), StringComparer.Ordinal);
        stopFlagOfCondition = knowledge.Rows.Conditions
            .Where(c => c.RedFlagId is not null && knowledge.RedFlags[c.RedFlagId].Gate == Gate.StopAll)
            .ToFrozenDictionary(c => c.Id, c => c.RedFlagId!, StringComparer.Ordinal);
    }

    /// <summary>One state per danger sign that the report touches, most urgent first, ties by id.</summary>
    public List<FlagState> Of(SymptomReport report, Understanding understanding, IReadOnlyList<Symptom> matched)
    {
        var touched = new FlagState?[ordered.Length];
        foreach (Symptom symptom in matched)
        {
            foreach (string id in symptom.GateRedFlags)
                Touch(touched, id, s => s with { Gated = true });
            foreach (string id in askedGlobally[symptom.Id])
                Touch(touched, id, s => s);
        }

        foreach (RedFlagMention mention in understanding.RedFlags)
            Touch(touched, mention.RedFlagId, s => s with { Named = Stricter(s.Named, mention.OnMatch), NamedFrom = FlagOrigin.Text });
        foreach (string condition in report.Context.Conditions)
        {
            if (stopFlagOfCondition.TryGetValue(condition, out string? flag))
                Touch(touched, flag, s => s);
        }

        AddFacts(touched, report, understanding);
        foreach (SafetyAnswer answer in report.Answers)
            Touch(touched, answer.RedFlagId, s => s with { Status = Later(s.Status, s.After(answer.Value)) });
        return [.. touched.OfType<FlagState>()];
    }

    private void AddFacts(FlagState?[] touched, SymptomReport report, Understanding understanding)
    {
        if ((understanding.Severity ?? report.Context.Severity) >= SafetyGate.SevereFrom)
            Touch(touched, SeverePain, s => s with { Named = s.Named ?? OnMatch.AskQuestion, NamedFrom = s.Named is null ? FlagOrigin.Context : s.NamedFrom });
        if (report.Context.Age is not { } age)
            return;
        if (age < SafetyGate.AdultFrom)
            Touch(touched, Under16, s => s with { Status = FlagStatus.Confirmed, NamedFrom = FlagOrigin.Context });
        if (rank.TryGetValue(ChildBackPain, out int child) && touched[child] is { Gated: true })
            Touch(touched, ChildBackPain, s => Aged(s, age));
        if (age >= SafetyGate.AdultFrom && rank.TryGetValue(Under16, out int under) && touched[under] is not null)
            Touch(touched, Under16, s => Aged(s, age));
    }

    private static FlagState Aged(FlagState state, int age) => age < SafetyGate.AdultFrom
        ? state with { Status = FlagStatus.Confirmed, NamedFrom = FlagOrigin.Context }
        : state.Named is null ? state with { Status = Later(state.Status, FlagStatus.Cleared) } : state;

    private void Touch(FlagState?[] touched, string id, Func<FlagState, FlagState> change)
    {
        if (rank.TryGetValue(id, out int place))
            touched[place] = change(touched[place] ?? new FlagState(ordered[place], FlagStatus.Open, null, FlagOrigin.Answer, false));
    }

    private static FlagStatus Later(FlagStatus a, FlagStatus b) => a > b ? a : b;

    private static OnMatch Stricter(OnMatch? a, OnMatch b) => a is { } known && known > b ? known : b;
}
