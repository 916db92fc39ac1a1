using System.Runtime.CompilerServices;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Plans;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;

namespace BackCare.App.Recommend;

/// <summary>A domain answer in the API's words.</summary>
internal static class OutcomeParts
{
    // A shelf words these once and hands the same ones to every request, so they are put into the API's words once too.
    private static readonly ConditionalWeakTable<ProductEvidence, GetRecommendations.EvidencePart> Evidences = [];
    private static readonly ConditionalWeakTable<PathLink, GetRecommendations.ChainLinkPart> Links = [];
    private static readonly ConditionalWeakTable<NegativeEvidence, GetRecommendations.NegativePart> Negatives = [];
    private static readonly ConditionalWeakTable<PlannedExercise, ExercisePart> Exercises = [];
    private static readonly ConditionalWeakTable<AskedQuestion, QuestionPart> Questions = [];

    public static GetRecommendations.Response ToResponse(this Outcome outcome, string recommendationId) => new(
        recommendationId,
        outcome.Kind.ToSnake(),
        outcome.CareLevel.ToSnake(),
        outcome.Message,
        Each(outcome.RedFlags, ToPart),
        Each(outcome.Understood, ToPart),
        outcome.Question?.ToPart(),
        Each(outcome.SafetyQuestions, static q => Questions.GetValue(q, ToPart)),
        Each(outcome.Products, ToPart),
        outcome.Removed.ToPart(),
        Each(outcome.Limits, static l => new GetRecommendations.CategoryLimitPart(l.CategoryId, l.Level.ToSnake(), l.Reason, l.Because)),
        outcome.Fallback is { } fallback ? new GetRecommendations.FallbackPart(fallback.Dropped, fallback.Message) : null,
        outcome.Plan?.ToPart(),
        Each(outcome.NotShownToHelp, ToPart),
        Each(outcome.Background, ToPart),
        new GetRecommendations.ModelPart(outcome.Model.Name, outcome.Model.Version),
        outcome.Trace is { } trace ? [.. trace.Stages.Select(s => new GetRecommendations.StagePart(s.Name, s.Lines))] : null);

    public static RedFlagPart ToPart(this RaisedFlag flag) => new(flag.Id, flag.From.ToSnake(), flag.Flag.Urgency.ToSnake(), flag.Message, flag.Action);

    public static UnderstoodPart ToPart(this UnderstoodSymptom symptom) => new(
        symptom.SymptomId, symptom.Name, symptom.Confidence, symptom.Span is { } span ? new SpanPart(span.Start, span.Length) : null, symptom.Side?.ToSnake(),
        symptom.Origin.ToSnake());

    public static QuestionPart ToPart(this AskedQuestion question) => new(
        question.Id, question.Kind == QuestionKind.RedFlag ? "redFlag" : "qualifier", question.Text, question.Why, question.Options);

    private static GetRecommendations.RecommendedProduct ToPart(RankedProduct item) => new(
        item.Position,
        item.Product.Id,
        item.Product.Name,
        item.Product.CategoryId,
        item.Group.ToSnake(),
        item.Via.ToSnake(),
        item.Score,
        item.Reason,
        item.Path,
        item.PathRegions,
        ToPart(item.Evidence),
        new PricePart(item.Product.Price.Minor, item.Product.Price.Currency),
        item.Product.InStock,
        item.Sizes,
        item.ForSale,
        item.Caution,
        item.Contributions is { } parts ? [.. parts.Select(c => new GetRecommendations.Contribution(c.Feature, c.Value, c.Contribution))] : null,
        item.ContributionGroups is { } groups ? [.. groups.Select(g => new GetRecommendations.ContributionGroup(g.Group.ToSnake(), g.Name, g.Contribution))] : null,
        item.Product.Variants.Count > 0 ? [.. item.Product.Variants.Where(v => v.InStock).Select(v => v.Name)] : null);

    private static GetRecommendations.EvidencePart ToPart(ProductEvidence evidence) => Evidences.GetValue(evidence, static e => new(
        e.RuleId, e.Effect.ToSnake(), e.Grade.ToSnake(), e.Scope.ToSnake(), Ids(e.Sources), e.Note, [.. e.Links.Select(ToPart)]));

    private static GetRecommendations.ChainLinkPart ToPart(PathLink link) => Links.GetValue(link, static l => new(
        l.LinkId, l.From, l.To, l.Mechanism, l.Grade.ToSnake(), Ids(l.Sources), l.CounterEvidence, Ids(l.CounterSources)));

    public static GetRecommendations.RemovedPart ToPart(this RemovedCounts removed) => new(
        removed.Contraindicated, removed.Avoid, removed.Category, removed.Size, removed.Weight, removed.Age, removed.Budget, removed.OutOfStock,
        removed.Hidden);

    private static GetRecommendations.NegativePart ToPart(NegativeEvidence negative) => Negatives.GetValue(negative, static n => new(
        n.SymptomId, n.Effect.ToSnake(), n.CategoryIds, n.Statement, n.Grade.ToSnake(), n.Note, Ids(n.Sources)));

    private static PlanPart ToPart(this SelfCarePlan plan) => new(
        plan.Id, plan.Title, plan.Weeks, plan.Evidence, plan.HonestNote,
        Each(plan.Phases, static p => new PhasePart(p.Weeks, p.Goal, Each(p.Exercises, ToPart))),
        Each(plan.Dropped, static d => new LeftOutPart(d.ExerciseId, d.Name, d.Because, d.BecauseName)),
        Ids(plan.Sources));

    // An exercise with a caution was made for this shopper alone.
    private static ExercisePart ToPart(PlannedExercise planned) => planned.Caution is null ? Exercises.GetValue(planned, NewPart) : NewPart(planned);

    private static ExercisePart NewPart(PlannedExercise planned)
    {
        Exercise e = planned.Exercise;
        return new ExercisePart(
            e.Id, e.Name, e.Type, e.Cues, e.Sets, e.Reps, e.HoldSeconds, e.TimesPerDay, e.DaysPerWeek, e.Progression, e.Easier,
            [.. planned.StopRules.Select(r => r.Text)], planned.Caution, e.Grade.ToSnake(), Ids(planned.Sources), e.EquipmentCategories);
    }

    private static string[] Ids(IReadOnlyList<Source> sources) => Each(sources, static s => s.Id);

    private static TPart[] Each<T, TPart>(IReadOnlyList<T> all, Func<T, TPart> toPart)
    {
        if (all.Count == 0)
            return [];
        var parts = new TPart[all.Count];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = toPart(all[i]);
        return parts;
    }
}
