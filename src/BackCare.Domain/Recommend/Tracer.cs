using System.Globalization;
using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Writes down what each stage did. Ids and numbers only: no word of the shopper's text.</summary>
internal sealed class Tracer(Shelf shelf)
{
    private readonly List<TracedStage> stages = [];

    public void Link(Understanding u) => Add("link",
    [
        .. u.Symptoms.Select(s => Line($"{s.SymptomId} {s.Confidence:0.000} {s.Origin.ToSnake()}{(s.Span is { } at ? Line($" at {at.Start}+{at.Length}") : "")}")),
        .. u.RedFlags.Select(f => Line($"danger sign {f.RedFlagId} by {f.Source}, {f.OnMatch.ToSnake()}")),
        .. u.Qualifiers.Select(q => "qualifier " + q),
        .. u.Question is { } q ? new[] { "tie: ask " + q.Id } : [],
    ]);

    public void Gate(SafetyVerdict v) => Add("gate",
    [
        Line($"stop {v.Stop.ToSnake()}, care level {v.CareLevel.ToSnake()}, {v.Answered} answered, {v.Pending.Count} open"),
        .. v.Raised.Select(r => Line($"{r.Id} from {r.From.ToSnake()}: {r.Flag.Urgency.ToSnake()}, {r.Flag.Gate.ToSnake()}")),
        .. v.Question is { } f ? new[] { "ask " + f.Id } : [],
        .. v.Limits.Values.OrderBy(l => l.CategoryId, StringComparer.Ordinal).Select(l => Line($"{l.CategoryId} {l.Level.ToSnake()} because of {l.Because}")),
    ]);

    public void Reach(IReadOnlyList<LinkedSymptom> symptoms) => Add("reach",
        [.. symptoms.SelectMany(s => shelf.Index(s.SymptomId).Reach, (s, r) => Line($"{s.SymptomId} <- {string.Join(" <- ", r.Structures)} {r.Share:0.0000}"))]);

    public void Collect(IReadOnlyList<CandidateGroup> collected, Filtered filtered) => Add("collect",
    [
        Line($"{collected.Sum(c => c.Facts.Length)} collected, {filtered.Count} kept, removed {filtered.Removed}"),
        .. filtered.Dropped.Select(d => "dropped filter " + d),
    ]);

    public void Score(IReadOnlyList<Candidate> kept, double[] scores, IRanker ranker) => Add("score",
    [
        Line($"{ranker.Name} {ranker.Version}, schema {FeatureSchema.Current.Hash}"),
        .. kept.Select((c, i) => Line($"{c.Product.Id} {scores[i]:0.0000} {c.Via.ToSnake()} {c.Best.Rule.Id} for {c.Best.Symptom.Id}")),
    ]);

    public void Arrange(Arrangement arranged, Merchandising rules) => Add("arrange",
    [
        .. rules.RuleIds.Select(id => "rule " + id),
        .. arranged.Explored ? new[] { "explored: the first places were drawn at random within their blocks" } : [],
        .. arranged.Items.Select((s, i) => Line($"{i + 1} {s.Candidate.Product.Id} {s.Score:0.0000} {s.Candidate.Item.Category.PlanGroup.ToSnake()}{How(s)}")),
    ]);

    public void Explain(IReadOnlyList<RankedProduct> products) => Add("explain",
        [.. products.Select(p => Line($"{p.Product.Id}: {string.Join(" > ", p.Path)}; {p.Evidence.Effect.ToSnake()} {p.Evidence.Grade.ToSnake()} {p.Evidence.Scope.ToSnake()} by {p.Evidence.RuleId}"))]);

    public StageTrace Finish() => new([.. stages]);

    private void Add(string name, IReadOnlyList<string> lines) => stages.Add(new TracedStage(name, lines));

    private static string How(Scored item) => item.Pinned ? " pinned" : item.Propensity < 1 ? Line($" propensity {item.Propensity:0.0000}") : "";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
