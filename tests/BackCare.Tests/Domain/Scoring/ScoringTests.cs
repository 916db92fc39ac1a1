using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Ranking.Forest;
using BackCare.Tests.Domain.Candidates;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Scoring;

public sealed class ScoringTests
{
    private static IReadOnlyList<Candidate> Candidates(params string[] symptoms) => [.. CandidateGenerator.Collect(Understood(symptoms).Symptoms, new SafetyVerdict(), Stock).Each(Stock).OrderBy(c => c.Item.Index)];

    [Fact]
    public void The_hash_changes_with_order_name_unit_and_lowest_value_and_with_nothing_else()
    {
        Feature a = new("a", "kg", 0, 1, "", _ => 0), b = new("b", "days", 0, 1, "", _ => 0);

        string hash = new FeatureSchema([a, b]).Hash;

        Assert.Equal(16, hash.Length);
        Assert.Equal(hash, new FeatureSchema([a with { Highest = 2 }, b]).Hash);
        Assert.NotEqual(hash, new FeatureSchema([b, a]).Hash);
        Assert.NotEqual(hash, new FeatureSchema([a with { Name = "c" }, b]).Hash);
        Assert.NotEqual(hash, new FeatureSchema([a with { Unit = "g" }, b]).Hash);
        Assert.NotEqual(hash, new FeatureSchema([a with { Lowest = -1 }, b]).Hash);
        Assert.Throws<ArgumentException>(() => new FeatureSchema([a, a]));
    }

    [Fact]
    public void What_stands_for_a_missing_value_is_one_below_the_lowest_that_can_occur()
    {
        FeatureSchema schema = new([new("a", "kg", 0, 1, "", _ => 0), new("b", "°C", -40, 50, "", _ => 0)]);

        Assert.Equal([-1, -41], schema.Imputation);
        Assert.All(FeatureSchema.Current.Features, feature => Assert.True(feature.Imputed < feature.Lowest, feature.Name));
        Assert.Contains("use another unit", Assert.Throws<ArgumentException>(() => new FeatureSchema([new("c", "ns", -1e12, 0, "", _ => 0)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_value_lies_in_its_declared_range_or_is_a_declared_missing_one()
    {
        FeatureSchema schema = FeatureSchema.Current;
        foreach (var symptom in Stock.Knowledge.Rows.Symptoms)
        {
            IReadOnlyList<Candidate> candidates = Candidates(symptom.Id, "calf_tight");
            float[] rows = new float[candidates.Count * schema.Width];
            FeatureExtractor.Extract(schema, candidates, Understood(symptom.Id) with { Severity = 4 }, new ShopperContext { ShoeSizeEu = 42, Activity = "running" }, Stock, rows);

            for (int i = 0; i < rows.Length; i++)
            {
                Feature feature = schema.Features[i % schema.Width];
                Assert.True(float.IsNaN(rows[i]) ? feature.Missing.Length > 0 : rows[i] >= feature.Lowest && rows[i] <= feature.Highest, $"{feature.Name} = {rows[i]}");
            }
        }
    }

    [Fact]
    public void A_row_holds_what_a_reader_can_check_by_hand()
    {
        IReadOnlyList<Candidate> candidates = Candidates("heel_pain_first_step");
        FeatureSchema schema = FeatureSchema.Current;
        float[] rows = new float[candidates.Count * schema.Width];
        FeatureExtractor.Extract(schema, candidates, Understood("heel_pain_first_step") with { Qualifiers = ["first_step_morning"], DurationDays = 21 },
            new ShopperContext(), Stock, rows);
        int row = candidates.ToList().FindIndex(c => c.Product.Id == "house_foot_rocker");
        float Value(string name) => rows[row * schema.Width + schema.Names.ToList().IndexOf(name)];

        Assert.Equal(0.8f, Value("knowledge_score"), 6);
        Assert.Equal(3, Value("evidence_grade"));
        Assert.Equal(2, Value("evidence_role"));
        Assert.Equal(1, Value("in_the_morning"));
        Assert.Equal(1, Value("qualifiers_matched"));
        Assert.Equal((float)Math.Log(22), Value("duration_log"), 5);
        Assert.Equal((float)Math.Log(1995), Value("price_log"), 5);
        Assert.True(float.IsNaN(Value("severity")));
        Assert.True(float.IsNaN(Value("chain_share")));
    }

    [Fact]
    public void A_forest_of_another_schema_is_refused_with_a_message_that_says_to_retrain()
    {
        FeatureSchema schema = FeatureSchema.Current;
        FlatForest forest = FlatForest.FromTrees(schema.Names, [.. schema.Names.Select(_ => "none")], []);

        Assert.Contains("Retrain", ForestRanker.For(forest, "lambdamart", "1", "0000000000000000", schema).Refusal, StringComparison.Ordinal);
        Assert.Contains("Retrain", ForestRanker.For(FlatForest.FromTrees(["x"], ["none"], []), "lambdamart", "1", schema.Hash, schema).Refusal, StringComparison.Ordinal);
        Assert.Null(ForestRanker.For(forest, "lambdamart", "1", schema.Hash, schema).Refusal);
    }

    [Fact]
    public void A_forest_orders_the_list_and_safety_stays_as_it_is()
    {
        FeatureSchema schema = FeatureSchema.Current;
        int price = schema.Names.ToList().IndexOf("price_log");
        FlatForest forest = FlatForest.FromTrees(schema.Names, [.. schema.Names.Select((_, i) => i == price ? "[0:20]" : "none")], []);
        ForestRanker ranker = ForestRanker.For(forest, "lambdamart", "7", schema.Hash, schema).Ranker!;

        Outcome outcome = Ask(Understood("calf_tight", "heel_pain_back"), ranker: ranker);

        Assert.Equal(new RankerIdentity("lambdamart", "7"), outcome.Model);
        Assert.DoesNotContain(outcome.Products, p => p.Product.EvidenceProfile == "calfrocker");
        Assert.All(outcome.Products.Where(p => p.Via == Via.Direct), p => Assert.Equal(0, p.Score));
    }
}
