using BackCare.Domain.Learn.Experiments;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class PastScoresTests
{
    [Fact]
    public void The_knowledge_ranking_gives_a_past_list_the_scores_that_it_was_served_with()
    {
        var request = new RecommendationRequest(new SymptomReport { Text = "heel hurts with the first steps in the morning" }, new RecommendationFilter(), 10, false);
        ScoredList past = Recommender.Recommend(request, SeedShelf.Stock, new ServingPolicy(new KnowledgeRanker()) { KeepScored = true }).Scored!;

        double[] again = PastScores.Of(new KnowledgeRanker(), past);

        Assert.Equal(past.Scores.ToArray(), again, (a, b) => Math.Abs(a - b) < 1e-6); // Rows are single precision.
        Assert.True(again.Length > 5);
    }

    [Fact]
    public void A_list_of_another_schema_is_refused() =>
        Assert.Throws<ArgumentException>(() => PastScores.Of(new KnowledgeRanker(), new ScoredList { ProductIds = ["a"], Rows = new float[3], Scores = new double[1], Shown = [] }));
}
