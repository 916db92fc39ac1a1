using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Safety;

/// <summary>Weighs the danger signs of one report, one after the other, into a verdict.</summary>
internal sealed class Judgement(ShopperContext context, IReadOnlyList<Symptom> matched)
{
    private const string NightPain = "rf_night_pain", CancerHistory = "rf_cancer_history";
    private static readonly string[] NewNerveSigns = ["rf_leg_weakness", "rf_new_leg_numbness", "rf_foot_numbness", "rf_both_legs_neuro"];
    private readonly GateTexts texts = GateTexts.For(context.Language);
    private readonly bool spanish = EmergencyActions.IsSpanish(context.Language);
    private readonly List<RaisedFlag> raised = [];
    private readonly HashSet<string> stoppedRegions = new(StringComparer.Ordinal);
    private readonly HashSet<string> noStretchRegions = new(StringComparer.Ordinal);
    private readonly HashSet<string> stoppedSymptoms = new(StringComparer.Ordinal);
    private Stop stop;
    private CareLevel care;
    private RedFlag? first;
    private RedFlag? worstConfirmed;
    private string? referral;
    private string? remark;

    /// <summary>Danger signs that set their conditions.</summary>
    public List<string> SetsConditions { get; } = [];

    /// <summary>Limits that danger signs put on categories.</summary>
    public List<CategoryLimit> FlagLimits { get; } = [];

    /// <summary>Takes one danger sign into account.</summary>
    public void Weigh(FlagState state)
    {
        if (state.Status == FlagStatus.Confirmed)
            Confirm(state);
        else if (state.StandsNamed)
            TakeNamed(state);
        else if (state.Status == FlagStatus.NotKnown)
            TakeNotKnown(state);
        else if (state.Status == FlagStatus.Skipped)
            TakeSkipped(state);
    }

    /// <summary>Signs that are weak alone and weigh more together (notes of rf_night_pain and rf_cancer_history).</summary>
    public void WeighCombinations(IReadOnlyList<FlagState> flags)
    {
        bool Confirmed(string id) => flags.Any(f => f.Flag.Id == id && f.Status == FlagStatus.Confirmed);
        if (Confirmed(NightPain) && flags.Any(f => f.Status == FlagStatus.Confirmed && f.Flag.Id != NightPain && f.Flag.Urgency != Urgency.Modifier))
            Refer(flags.First(f => f.Flag.Id == NightPain).Flag);
        if (Confirmed(CancerHistory) && NewNerveSigns.Any(Confirmed))
            Raise(CareLevel.UrgentSameDay);
    }

    /// <summary>Symptoms that nothing is sold for, and symptoms whose questions come first.</summary>
    public void WeighSymptoms(IReadOnlyList<FlagState> flags)
    {
        foreach (Symptom symptom in matched.Where(s => s.SelfCare == SelfCare.NoProducts))
        {
            stoppedRegions.UnionWith(symptom.Regions);
            Raise(CareLevel.ClinicianSoon);
        }

        stoppedSymptoms.UnionWith(matched.Where(s => s.SelfCare == SelfCare.NoProducts || s.Regions.Any(stoppedRegions.Contains)).Select(s => s.Id));
        if (matched.Count > 0 && stoppedSymptoms.Count == matched.Select(s => s.Id).Distinct().Count() && stop != Stop.Referral)
        {
            stop = Stop.Referral;
            referral ??= remark ?? (matched.Any(s => s.SelfCare == SelfCare.NoProducts) ? texts.NothingSoldFor : texts.StoppedRegion);
        }

        var asksFirst = matched.Where(s => s.SelfCare == SelfCare.AfterRedFlagsAnswered && !stoppedSymptoms.Contains(s.Id))
            .SelectMany(s => s.GateRedFlags).ToHashSet(StringComparer.Ordinal);
        foreach (FlagState flag in flags.Where(f => asksFirst.Contains(f.Flag.Id)))
            Hold(flag);
    }

    /// <summary>The verdict.</summary>
    public SafetyVerdict Conclude(IReadOnlyList<FlagState> flags, HashSet<string> conditions, Dictionary<string, CategoryLimit> limits)
    {
        RedFlag[] pending =
        [
            .. flags.Where(f => f.IsOpen && (worstConfirmed is null || f.Flag.Urgency > worstConfirmed.Urgency))
                .OrderByDescending(f => f.StandsNamed).Select(f => f.Flag),
        ];
        if (worstConfirmed is not null && first is not null && first.Urgency <= worstConfirmed.Urgency)
            first = null;
        bool allNo = matched.Count > 0 && pending.Length == 0 && flags.Count > 0 && flags.All(f => f.Status == FlagStatus.Cleared);
        raised.Sort((a, b) => a.Flag.Urgency != b.Flag.Urgency ? b.Flag.Urgency.CompareTo(a.Flag.Urgency) : string.CompareOrdinal(a.Id, b.Id));
        return new SafetyVerdict
        {
            Stop = stop,
            CareLevel = care,
            Raised = raised,
            Question = first ?? (pending.Length > 0 ? pending[0] : null),
            QuestionComesFirst = first is not null,
            Pending = pending,
            Answered = flags.Count(f => !f.IsOpen),
            Conditions = conditions,
            Limits = limits,
            StoppedRegions = stoppedRegions,
            NoStretchRegions = noStretchRegions,
            StoppedSymptoms = stoppedSymptoms,
            Message = (stop == Stop.Referral ? referral : null) ?? remark ?? (allNo ? texts.AllNo : null),
        };
    }

    private void Confirm(FlagState state)
    {
        RedFlag flag = state.Flag;
        Show(flag, state.NamedFrom == FlagOrigin.Context ? FlagOrigin.Context : FlagOrigin.Answer);
        Raise(CareLevels.Of(flag.Urgency));
        Limit(flag);
        if (flag.Gate == Gate.StopAll)
            Refer(flag);
    }

    private void TakeNamed(FlagState state)
    {
        RedFlag flag = state.Flag;
        Show(flag, state.NamedFrom);
        Raise(CareLevels.Of(flag.Urgency));
        Limit(flag);
        bool askable = state.Status != FlagStatus.NotKnown;
        if (flag.Gate == Gate.StopAll)
        {
            stop = Later(stop, state.Named == OnMatch.StopAndConfirm || !askable ? Stop.Referral : Stop.Question);
            if (stop == Stop.Referral)
                referral ??= Message(flag);
            else
                remark ??= texts.AnswerFirst;
        }

        if (askable && flag.Gate != Gate.Advise)
            first ??= flag;
    }

    // "I do not know" never clears a danger sign: limits hold as for a yes, and what stops everything holds back stretch aids.
    private void TakeNotKnown(FlagState state)
    {
        RedFlag flag = state.Flag;
        Show(flag, FlagOrigin.NotKnown);
        if (flag.Urgency >= Urgency.ClinicianSoon)
            Raise(CareLevel.ClinicianSoon);
        Limit(flag);
        if (flag.Gate != Gate.StopAll)
            return;
        noStretchRegions.UnionWith(flag.Regions);
        remark ??= texts.NotSure;
    }

    // Rule RQ28: a skipped emergency question counts as unanswered.
    private void TakeSkipped(FlagState state)
    {
        RedFlag flag = state.Flag;
        if (flag.Urgency == Urgency.EmergencyNow)
        {
            Show(flag, FlagOrigin.Skipped);
            noStretchRegions.UnionWith(flag.Regions);
            remark ??= texts.SkippedEmergency;
        }

        if (flag.Gate == Gate.LimitCategories)
            FlagLimits.AddRange(flag.LimitCategories.Select(c =>
                new CategoryLimit(c, ContraindicationLevel.Caution, $"{texts.SkippedLimit} {(spanish ? flag.QuestionEs : flag.Question)}", flag.Id)));
    }

    private void Hold(FlagState state)
    {
        bool stopsAll = state.Flag.Gate == Gate.StopAll;
        if (state.Status == FlagStatus.NotKnown && stopsAll)
        {
            stop = Stop.Referral;
        }
        else if (state.Status == FlagStatus.Open || (state.Status == FlagStatus.Skipped && stopsAll))
        {
            stop = Later(stop, Stop.Question);
            first ??= state.Flag;
            remark ??= texts.AnswerFirst;
        }
    }

    private void Limit(RedFlag flag)
    {
        SetsConditions.Add(flag.Id);
        if (flag.Gate == Gate.LimitCategories)
            FlagLimits.AddRange(flag.LimitCategories.Select(c => new CategoryLimit(c, ContraindicationLevel.Block, Message(flag), flag.Id)));
        if (flag.Gate == Gate.StopRegion)
        {
            var reported = matched.SelectMany(s => s.Regions).ToHashSet(StringComparer.Ordinal);
            stoppedRegions.UnionWith(flag.Regions.Where(r => reported.Count == 0 || reported.Contains(r)));
            remark ??= Message(flag);
        }
    }

    private void Refer(RedFlag flag)
    {
        stop = Stop.Referral;
        if (worstConfirmed is null || flag.Urgency > worstConfirmed.Urgency)
        {
            worstConfirmed = flag;
            referral ??= Message(flag);
        }
    }

    private void Show(RedFlag flag, FlagOrigin from) =>
        raised.Add(new RaisedFlag(flag, from, Message(flag), EmergencyActions.For(flag, context.Country, context.Language)));

    private string Message(RedFlag flag) => spanish ? flag.MessageEs : flag.Message;

    private void Raise(CareLevel level) => care = level > care ? level : care;

    private static Stop Later(Stop a, Stop b) => a > b ? a : b;
}
