using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.OffPolicy;
using static BackCare.Tests.Domain.Learn.Evaluation.TestSets;

namespace BackCare.Tests.Domain.Learn.Evaluation;

public class EvaluationPartsTests
{
    private static readonly BootstrapOptions Bootstrap = new(200);

    private static double Clicks(TrainingItem item) => item.Clicked ? 1 : 0;

    [Fact]
    public void Popularity_is_responses_per_look_so_that_standing_high_is_not_being_liked()
    {
        // Product a: 40 lists at position 1, 20 responses. Product b: 40 lists at position 2 (examined half the time), 15 responses.
        TrainingSet train = Set([.. Enumerable.Range(0, 40).Select(i => Group($"L{i}", [Item("a", 1, i < 20 ? 1 : 0), Item("b", 2, i >= 25 ? 1 : 0)]))]);

        double[] scores = RankerScores.OfPopularity(train, Set(Group("T", [Item("a", 1), Item("b", 2), Item("c", 3)]))).Scores;

        double rate = 35.0 / 60;
        Assert.Equal((20 + 10 * rate) / 50, scores[0], 1e-9);
        Assert.Equal((15 + 10 * rate) / 30, scores[1], 1e-9);
        Assert.Equal(0, scores[2]);
    }

    [Fact]
    public void Reordering_keeps_blocks_and_pinned_items_where_they_are()
    {
        // Positions 1–2 direct, 3–4 chain; scores would turn everything round. Position 1 is pinned.
        TrainingSet set = Set(
            ["is_chain"], [[0, 0, 0, 1, 1]],
            Group("L", [Item("p", 1, pinned: true), Item("a", 2), Item("b", 3), Item("c", 4), Item("d", 5)]));

        Assert.Equal([1, 3, 2, 5, 4], TargetPolicy.Reordered(set, [0, 1, 2, 3, 4]));
        Assert.Equal([1, 2, 3, 4, 5], TargetPolicy.Reordered(set, [0, 2, 2, 9, 9]));
    }

    [Fact]
    public void A_response_model_is_reward_per_look_and_never_falls_with_the_score()
    {
        // 100 rows of score 1 at position 1 with 10 clicks, 100 of score 2 at position 2 (half a look each) with 20: rates 0.1 and 0.4. Score 3 falls to 0.2 and is pooled with 2.
        TrainingGroup[] groups = [.. Enumerable.Range(0, 100).Select(i => Group($"L{i}", [Item("a", 1, i < 10 ? 1 : 0), Item("b", 2, i < 20 ? 1 : 0), Item("c", 4, i < 5 ? 1 : 0)]))];
        double[] scores = [.. Enumerable.Range(0, 300).Select(row => 1.0 + row % 3)];

        ResponseModel model = ResponseModel.Fit(Set(groups), scores, Clicks);

        Assert.Equal(0.1, model.At(1), 1e-12);
        Assert.Equal(0.1, model.At(-5), 1e-12);
        Assert.Equal(25.0 / 75, model.At(2), 1e-12);
        Assert.Equal(25.0 / 75, model.At(99), 1e-12);
    }

    [Fact]
    public void Calibration_sets_what_was_predicted_beside_what_came()
    {
        TrainingGroup[] groups = [.. Enumerable.Range(0, 100).Select(i => Group($"L{i}", [Item("a", 1, i < 10 ? 1 : 0), Item("b", 2, i < 20 ? 1 : 0)]))];
        double[] scores = [.. Enumerable.Range(0, 200).Select(row => 1.0 + row % 2)];
        ResponseModel model = ResponseModel.Fit(Set(groups), scores, Clicks);
        TrainingGroup[] later = [.. Enumerable.Range(0, 100).Select(i => Group($"T{i}", [Item("a", 1, i < 30 ? 1 : 0), Item("b", 2, i < 20 ? 1 : 0)]))];

        CalibrationCurve curve = CalibrationCurve.Of(Set(later), scores, model, Clicks, Bootstrap);

        Assert.Equal([0.1, 0.4], curve.Bins.Select(bin => bin.Predicted), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal([0.3, 0.4], curve.Bins.Select(bin => bin.Observed.Estimate), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal(0.1, curve.Error, 1e-9);
    }

    [Fact]
    public void Off_policy_weighs_what_the_target_agrees_with_by_its_propensity()
    {
        // Two lists of a, b. Serving shows a first with 3/4. The target puts b first. List 1 shows a, b: weight 0. List 2 shows b, a: weights 4; a click on b earns 4 over two lists.
        TrainingSet set = Set(
            Group("1", [Item("a", 1, 1, 0.75), Item("b", 2, 0, 0.75)]),
            Group("2", [Item("b", 1, 1, 0.25), Item("a", 2, 0, 0.25)]),
            Group("3", [Item("b", 1, 1), Item("a", 2)], randomised: false));
        double[] scores = [1, 2, 2, 1, 2, 1];
        ResponseModel model = ResponseModel.Fit(set, scores, Clicks);

        OffPolicyEstimate estimate = OffPolicyComparison.Of(set, scores, model, "clicks", Clicks, new OffPolicyOptions { Bootstrap = Bootstrap })!.Estimate;

        Assert.Equal(2, estimate.Units);
        Assert.Equal(1, estimate.Logged.Estimate);
        Assert.Equal(2, estimate.Ips.Estimate, 1e-12);
        Assert.Equal(1, estimate.Snips.Estimate, 1e-12);
        Assert.Equal(2, estimate.EffectiveSampleSize, 1e-12);
        Assert.Null(OffPolicyComparison.Of(Set(Group("3", [Item("b", 1)], randomised: false)), [1], model, "clicks", Clicks, new OffPolicyOptions()));
    }

    [Fact]
    public void Slices_are_regions_and_lists_with_a_product_new_since_training()
    {
        TrainingSet train = Set(Group("0", [Item("a", 1, 1), Item("b", 2)]));
        TrainingSet test = Set(
            Group("1", [Item("a", 1, 1)], regions: ["foot", "calf"]), Group("2", [Item("b", 1, 1), Item("z", 2)]), Group("3", [Item("z", 1)], regions: ["knee"]));

        Assert.Equal(["region calf: 0", "region foot: 0 1", "new product: 1"], EvaluationSlices.Of(train, test).Select(slice => $"{slice.Name}: {string.Join(' ', slice.Groups)}"));
    }

    [Fact]
    public void List_quality_counts_products_pairs_and_surprise()
    {
        // Six products on the list, five at the top. Training: 3 responses, 2 of them to a. Novelty of a: −log2(3 / 4), of the other four with none: −log2(1 / 4) = 2; b has one: 1.
        TrainingSet train = Set(Group("0", [Item("a", 1, 1), Item("b", 2, 1)]), Group("1", [Item("a", 1, 1)]));
        TrainingSet test = Set(Group("T", [Item("a", 1), Item("b", 2), Item("c", 3), Item("d", 4), Item("e", 5), Item("f", 6)]));

        ListQuality quality = ListQuality.Of(train, test, [6, 5, 4, 3, 2, 1], (x, y) => x == "a" || y == "a" ? 1 : 0.5);

        Assert.Equal(5.0 / 6, quality.Coverage, 1e-12);
        Assert.Equal(6 * 0.5 / 10, quality.Diversity, 1e-12);
        Assert.Equal((-Math.Log2(0.75) + 1 + 3 * 2) / 5, quality.Novelty, 1e-12);
        Assert.Equal(double.NaN, ListQuality.Of(train, test, [6, 5, 4, 3, 2, 1], null).Diversity);
    }
}
