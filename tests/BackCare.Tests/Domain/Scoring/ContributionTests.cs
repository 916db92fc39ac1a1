using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Randomness;
using BackCare.Ranking.Training;
using BackCare.Tests.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Scoring;

public sealed class ContributionTests
{
    private static readonly Lazy<ForestRanker> Trained = new(Train);

    private static Outcome Explained(IRanker ranker, params MerchandisingRule[] rules) => Recommender.Recommend(
        new RecommendationRequest(new SymptomReport { Answers = AnswersFor(["heel_pain_first_step"]) }, new RecommendationFilter(), 50, Explain: true),
        Understood("heel_pain_first_step"), Stock, new ServingPolicy(ranker) { Rules = rules, KeepScored = true });

    // A forest on every feature of the seed's own lists, whose grades follow the score and the price.
    private static ForestRanker Train()
    {
        FeatureSchema schema = FeatureSchema.Current;
        ScoredList[] lists =
        [
            .. Stock.Knowledge.Rows.Symptoms.Select(s => Recommender.Recommend(
                    new RecommendationRequest(new SymptomReport { Answers = AnswersFor([s.Id]) }, new RecommendationFilter(), 50), Understood(s.Id), Stock,
                    new ServingPolicy(SeedShelf.Knowledge) { KeepScored = true }).Scored)
                .OfType<ScoredList>().Where(s => s.ProductIds.Count > 3),
        ];
        var random = new SplitMix64(3);
        var (rows, grades) = (new List<float>(), new List<float>());
        foreach (ScoredList list in lists)
        {
            rows.AddRange(list.Rows.ToArray());
            for (int i = 0; i < list.ProductIds.Count; i++)
                grades.Add(Math.Clamp((int)(list.Scores.Span[i] * 4 + random.NextDouble()), 0, 4));
        }

        var data = new RankingData(new FeatureMatrix(grades.Count, schema.Width, [.. rows]), [.. grades], RankingData.StartsFromSizes([.. lists.Select(l => l.ProductIds.Count)]));
        TrainedModel model = new LambdaMart().Train(data, null, new TrainerOptions { Trees = 20, Leaves = 15, MinDataInLeaf = 5, Threads = 1 }, null, default);
        FlatForest named = FlatForest.FromTrees(schema.Names, [.. schema.Names.Select(_ => "none")], model.Forest.Trees);
        return ForestRanker.For(named, "lambdamart", "1", schema.Hash, schema).Ranker!;
    }

    [Fact]
    public void A_forests_contributions_sum_to_every_score_shown()
    {
        Outcome outcome = Explained(Trained.Value);

        Assert.NotEmpty(outcome.Products);
        Assert.All(outcome.Products, p => Assert.Equal(p.Score, p.Contributions!.Sum(c => c.Contribution), tolerance: 1e-6));
        Assert.Contains(outcome.Products, p => p.Contributions!.Count > 4);
    }

    [Fact]
    public void Groups_for_people_sum_to_the_same_and_come_largest_first()
    {
        Outcome outcome = Explained(Trained.Value);

        Assert.All(outcome.Products, p =>
        {
            Assert.Equal(p.Score, p.ContributionGroups!.Sum(g => g.Contribution), tolerance: 1e-6);
            Assert.Equal(p.ContributionGroups!.Select(g => Math.Abs(g.Contribution)).OrderDescending(), p.ContributionGroups!.Select(g => Math.Abs(g.Contribution)));
        });
        Assert.Equal("what is known of the product", outcome.Products[0].ContributionGroups!.Single(g => g.Group == ScoreGroup.Evidence).Name);
    }

    [Fact]
    public void Boosts_and_the_place_below_direct_items_are_parts_of_their_own()
    {
        Outcome plain = Explained(Trained.Value);
        string chain = plain.Products.First(p => p.Via == Via.Chain).Product.Id;

        Outcome boosted = Explained(Trained.Value, new MerchandisingRule { Id = "b", Effect = MerchandisingEffect.Boost, ProductIds = [chain], Amount = 2 });

        double[] scores = plain.Scored!.Scores.ToArray();
        RankedProduct moved = boosted.Products.Single(p => p.Product.Id == chain);
        Assert.Equal(2 * (scores.Max() - scores.Min()), moved.Contributions!.Single(c => c.Feature == "merchandising_rules").Contribution, precision: 9);
        Assert.True(moved.Contributions!.Single(c => c.Feature == "chain_below_direct").Contribution < 0);
        Assert.All(boosted.Products, p => Assert.Equal(p.Score, p.Contributions!.Sum(c => c.Contribution), tolerance: 1e-6));
    }

    [Fact]
    public void The_knowledge_ranking_is_one_part_and_nothing_is_told_unless_asked()
    {
        RankedProduct first = Explained(SeedShelf.Knowledge).Products[0];

        Assert.Equal([new ScoreContribution("knowledge_score", first.Contributions![0].Value, first.Score)], first.Contributions);
        Assert.Null(Ask(Understood("calf_tight")).Products[0].Contributions);
    }

    [Fact]
    public void A_forest_without_leaf_counts_ranks_and_explains_nothing()
    {
        FeatureSchema schema = FeatureSchema.Current;
        var builder = new TreeBuilder(2);
        builder.SetLeaf(0, 1, 1, 0);
        builder.SetLeaf(builder.Split(0, 0, 0.5, MissingType.None, true, 1), -1, 1, 0);
        FlatForest forest = FlatForest.FromTrees(schema.Names, [.. schema.Names.Select(_ => "none")], [builder.Build()]);

        Outcome outcome = Explained(ForestRanker.For(forest, "other", "1", schema.Hash, schema).Ranker!);

        Assert.NotEmpty(outcome.Products);
        Assert.All(outcome.Products, p => Assert.Null(p.Contributions));
    }

    [Fact]
    public void Every_feature_has_a_group() => Assert.All(FeatureSchema.Current.Names, name => Assert.True(Enum.IsDefined(ScoreGroups.Of(name))));
}
