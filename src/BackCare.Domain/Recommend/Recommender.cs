using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>From a report to an answer, in seven steps: link, gate, reach, collect, score, arrange, explain.</summary>
/// <remarks>Pure: no clock, no state, and the only randomness is the policy's draw. Same request, shelf and policy give the same answer, byte for byte.</remarks>
public static class Recommender
{
    /// <summary>Answers one request from an immutable shelf, ordered by <paramref name="ranker"/> alone.</summary>
    public static Outcome Recommend(RecommendationRequest request, Shelf shelf, IRanker ranker) => Recommend(request, shelf, new ServingPolicy(ranker));

    /// <summary>Answers one request from an immutable shelf.</summary>
    public static Outcome Recommend(RecommendationRequest request, Shelf shelf, ServingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shelf);
        return Recommend(request, shelf.Linker.Understand(request.Report), shelf, policy);                  // 1 link
    }

    /// <summary>As <see cref="Recommend(RecommendationRequest, Shelf, ServingPolicy)"/>, for a report that was read already.</summary>
    public static Outcome Recommend(RecommendationRequest request, Understanding understanding, Shelf shelf, ServingPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(understanding);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(policy);
        IRanker ranker = policy.Ranker;
        Understanding matched = MatchedSymptoms.Of(understanding, shelf.Knowledge);
        IReadOnlyList<LinkedSymptom> symptoms = matched.Symptoms;
        Tracer? tracer = request.Explain ? new Tracer(shelf) : null;
        tracer?.Link(understanding);

        SafetyVerdict verdict = shelf.Gate.Judge(request.Report, matched);                                  // 2 gate
        tracer?.Gate(verdict);
        policy.Passed?.Invoke(Stage.Gate, verdict.Raised.Count);
        var answer = new AnswerWriter(request, understanding, symptoms, verdict, shelf, ranker, tracer);
        if (verdict.Stop != Stop.None)
            return answer.Stopped();
        if (symptoms.Count == 0)
            return answer.NotUnderstood();

        tracer?.Reach(symptoms);                                                                            // 3 reach: walked when the shelf was built
        policy.Passed?.Invoke(Stage.Reach, symptoms.Count);
        IReadOnlyList<CandidateGroup> collected = Asked.Of(CandidateGenerator.Collect(symptoms, verdict, shelf), request, shelf); // 4 collect
        Merchandising rules = Merchandising.For(policy.Rules, request.Report.Text, symptoms, shelf);
        Filtered filtered = HardFilters.Apply(collected, symptoms, verdict, request, shelf, rules);
        tracer?.Collect(collected, filtered);
        IReadOnlyList<Candidate> shortList = ShortList.Of(filtered);
        policy.Passed?.Invoke(Stage.Collect, shortList.Count);

        float[] rows = Rows(shortList, matched, request.Report.Context, shelf, policy);                     // 5 score
        double[] scores = Score(shortList, rows, ranker);
        tracer?.Score(shortList, scores, ranker);
        policy.Passed?.Invoke(Stage.Score, shortList.Count);
        int limit = Math.Max(1, request.Limit);
        double[] moved = rules.Offset(shortList, scores);
        Arrangement arranged = Arranger.Arrange(                                                            // 6 arrange
            shortList, moved, rules.Pins(shortList, limit), limit, policy.Exploration, policy.Draw);
        tracer?.Arrange(arranged, rules);
        policy.Passed?.Invoke(Stage.Arrange, arranged.Items.Count);

        ScoreContribution[][]? parts = request.Explain ? Contributions.Of(arranged.Items, shortList, rows, scores, moved, ranker) : null;
        Outcome outcome = answer.Products(arranged.Items, filtered, collected, parts);                      // 7 explain
        policy.Passed?.Invoke(Stage.Explain, arranged.Items.Count);
        if (request.Only is not null)
            outcome = outcome with { RemovedProducts = Asked.NotListed(request.Only, collected, filtered, symptoms, shelf) };
        return policy.KeepScored ? outcome with { Scored = Kept(shortList, rows, scores, arranged, rules, policy) } : outcome;
    }

    private static float[] Rows(IReadOnlyList<Candidate> candidates, Understanding understanding, ShopperContext shopper, Shelf shelf, ServingPolicy policy)
    {
        FeatureSchema schema = FeatureSchema.Current;
        if (policy.Recorded is { } past && past.Rows.Length == candidates.Count * schema.Width && past.ProductIds.SequenceEqual(candidates.Select(c => c.Product.Id)))
            return past.Rows.ToArray();
        float[] rows = new float[candidates.Count * schema.Width];
        FeatureExtractor.Extract(schema, candidates, understanding, shopper, shelf, policy.Statistics, policy.Visitor, rows);
        return rows;
    }

    private static double[] Score(IReadOnlyList<Candidate> candidates, float[] rows, IRanker ranker)
    {
        double[] scores = new double[candidates.Count];
        ranker.Score(new CandidateRows([.. candidates], rows, FeatureSchema.Current.Width), scores);
        return scores;
    }

    private static ScoredList Kept(
        IReadOnlyList<Candidate> candidates, float[] rows, double[] scores, Arrangement arranged, Merchandising rules, ServingPolicy policy) => new()
        {
            ProductIds = [.. candidates.Select(c => c.Product.Id)],
            Rows = rows,
            Scores = scores,
            Shown = [.. arranged.Items.Select((s, i) => new ShownItem(s.Index, i + 1, s.Propensity, s.Pinned))],
            Draw = policy.Draw,
            Exploration = policy.Exploration,
            Explored = arranged.Explored,
            RuleIds = rules.RuleIds,
            StatisticsSequence = policy.Statistics.Sequence,
        };
}
