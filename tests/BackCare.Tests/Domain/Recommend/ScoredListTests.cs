using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.Tests.Domain.Recommend;

public class ScoredListTests
{
    private static Outcome Ask(ServingPolicy policy) => Recommender.Recommend(
        new RecommendationRequest(new() { Answers = SeedShelf.AnswersFor(["heel_pain_first_step"], BackCare.Domain.Symptoms.AnswerValue.No) }, new RecommendationFilter(), 5),
        SeedShelf.Understood("heel_pain_first_step"), SeedShelf.Stock, policy);

    [Fact]
    public void The_journal_gets_the_rows_and_scores_that_ordered_the_list()
    {
        Outcome outcome = Ask(new ServingPolicy(new KnowledgeRanker()) { KeepScored = true, Draw = 7 });

        ScoredList scored = outcome.Scored!;
        int width = FeatureSchema.Current.Width;
        Assert.Equal(scored.ProductIds.Count * width, scored.Rows.Length);
        Assert.Equal(7UL, scored.Draw);
        Assert.Equal(outcome.Products.Select(p => p.Product.Id), scored.Shown.Select(s => scored.ProductIds[s.Candidate]));
        Assert.All(scored.Shown, shown => Assert.Equal((float)scored.Scores.Span[shown.Candidate], scored.Rows.Span[shown.Candidate * width]));
    }

    [Fact]
    public void Nothing_is_kept_when_nobody_asks_for_it() => Assert.Null(Ask(new ServingPolicy(new KnowledgeRanker())).Scored);
}
