using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class TeamDraftRankerTests
{
    private static readonly RecommendationRequest Request =
        new(new SymptomReport { Text = "heel hurts with the first steps in the morning" }, new RecommendationFilter(), 10, false);

    [Fact]
    public void Interleaving_a_ranker_with_itself_serves_its_own_list()
    {
        string[] alone = Shown(new KnowledgeRanker());

        Assert.All(Enumerable.Range(0, 20), draw => Assert.Equal(alone, Shown(new TeamDraftRanker(new KnowledgeRanker(), new KnowledgeRanker(), (ulong)draw))));
    }

    [Fact]
    public void Both_sides_get_products_shown_and_every_candidate_has_a_side()
    {
        var draft = new TeamDraftRanker(new KnowledgeRanker(), new Backwards(), 3);
        ScoredList scored = Recommender.Recommend(Request, SeedShelf.Stock, new ServingPolicy(draft) { KeepScored = true }).Scored!;

        Assert.Equal(scored.ProductIds.Count, draft.Treated.Count);
        bool[] shown = [.. scored.Shown.Select(s => draft.Treated[s.Candidate])];
        Assert.Contains(true, shown);
        Assert.Contains(false, shown);
    }

    [Fact]
    public void A_mix_names_what_it_mixes() =>
        Assert.Equal(("knowledge", "1"), TeamDraftRanker.ReadVersion(new TeamDraftRanker(new KnowledgeRanker(), new Backwards(), 3).Version));

    private static string[] Shown(IRanker ranker)
    {
        ScoredList scored = Recommender.Recommend(Request, SeedShelf.Stock, new ServingPolicy(ranker) { KeepScored = true }).Scored!;
        return [.. scored.Shown.Select(s => scored.ProductIds[s.Candidate])];
    }

    private sealed class Backwards : IRanker
    {
        public string Name => "backwards";

        public string Version => "1";

        public void Score(CandidateRows rows, Span<double> scores)
        {
            for (int i = 0; i < scores.Length; i++) scores[i] = -rows.Candidates[i].KnowledgeScore;
        }

    }
}
