using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Ranking.OffPolicy;

public class PositionBiasTests
{
    [Fact]
    public void Randomised_slots_give_examination_as_the_ratio_of_click_rates()
    {
        PositionBiasModel model = PositionBiasModel.FromRandomisedSlots([100, 100, 200, 50], [40, 20, 20, 0]);

        Assert.Equal([1, 0.5, 0.25, double.NaN], model.Examination);
        Assert.Equal(4, model.ClickWeight(3));
        Assert.Equal(3, model.ClickWeight(3, clip: 3));
        Assert.Throws<ArgumentException>(() => model.ClickWeight(4));
        Assert.Throws<ArgumentException>(() => model.ClickWeight(5));
    }

    [Fact]
    public void One_step_of_expectation_maximisation_agrees_with_a_case_worked_by_hand()
    {
        // One item, one position, 4 impressions, 1 click; start θ = γ = 1/2. An unclicked impression was examined with
        // chance (1/2 · 1/2) / (3/4) = 1/3, so θ = γ = (1 + 3/3) / 4 = 1/2: P(click) = 1/4 is already the data's.
        PositionBiasModel model = PositionBiasEstimator.Fit([new ClickCount(0, 1, 4, 1)], new PositionBiasOptions(MaxIterations: 1));

        Assert.Equal([1], model.Examination);
        Assert.Equal(0.25, model.Attraction[0], 15);
        Assert.Equal(Math.Log(0.25) + 3 * Math.Log(0.75), model.LogLikelihood[0], 12);
    }

    [Fact]
    public void Exact_expected_counts_give_the_curve_back()
    {
        double[] examination = [1, 0.6, 0.3], attraction = [0.5, 0.2, 0.7, 0.05];
        List<ClickCount> counts = [];
        for (int item = 0; item < attraction.Length; item++)
        {
            for (int p = 0; p < examination.Length; p++)
                counts.Add(new ClickCount(item, p + 1, 1_000, 1_000 * examination[p] * attraction[item]));
        }

        PositionBiasModel model = PositionBiasEstimator.Fit(counts, new PositionBiasOptions(MaxIterations: 5_000, Tolerance: 1e-9));

        Assert.Equal(0.6, model.Examination[1], 1e-4);
        Assert.Equal(0.3, model.Examination[2], 1e-4);
        Assert.Equal(0.7, model.Attraction[2], 1e-3);
    }

    [Fact]
    public void A_seeded_log_whose_better_items_are_shown_higher_still_gives_the_curve()
    {
        // The naive click rate of position 3 over that of position 1 would be far below 0.4, because better items stand higher.
        double[] examination = [1, 0.7, 0.4];
        double[] attraction = [0.6, 0.4, 0.2];
        Random random = new(3);
        Dictionary<(int Item, int Position), (double Shown, double Clicked)> log = [];
        for (int list = 0; list < 60_000; list++)
        {
            int[] order = [0, 1, 2];
            if (random.NextDouble() < 0.3)
                random.Shuffle(order);
            for (int p = 0; p < 3; p++)
            {
                bool click = random.NextDouble() < examination[p] * attraction[order[p]];
                (double shown, double clicked) = log.GetValueOrDefault((order[p], p + 1));
                log[(order[p], p + 1)] = (shown + 1, clicked + (click ? 1 : 0));
            }
        }

        PositionBiasModel model = PositionBiasEstimator.Fit(
            [.. log.OrderBy(pair => pair.Key).Select(pair => new ClickCount(pair.Key.Item, pair.Key.Position, pair.Value.Shown, pair.Value.Clicked))],
            new PositionBiasOptions(MaxIterations: 2_000));

        Assert.Equal(0.7, model.Examination[1], 0.03);
        Assert.Equal(0.4, model.Examination[2], 0.03);
        Assert.All(model.LogLikelihood.Zip(model.LogLikelihood.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-6));
    }

    [Fact]
    public void Many_items_shown_a_few_times_each_give_the_curve_when_attractions_are_pulled_to_their_mean()
    {
        Random random = new(6);
        Dictionary<(int Item, int Position), (double Shown, double Clicked)> log = [];
        for (int item = 0; item < 3_000; item++)
        {
            double attraction = 0.4 * random.NextDouble();
            for (int shown = 0; shown < 12; shown++)
            {
                int position = 1 + random.Next(4);
                bool click = random.NextDouble() < attraction / position;
                (double s, double c) = log.GetValueOrDefault((item, position));
                log[(item, position)] = (s + 1, c + (click ? 1 : 0));
            }
        }

        IReadOnlyList<double> curve = PositionBiasEstimator.Fit(
            [.. log.OrderBy(pair => pair.Key).Select(pair => new ClickCount(pair.Key.Item, pair.Key.Position, pair.Value.Shown, pair.Value.Clicked))],
            new PositionBiasOptions(PriorImpressions: 3)).Examination;

        for (int p = 0; p < 4; p++)
            Assert.Equal(1, curve[p] * (p + 1), 0.1);
    }

    [Fact]
    public void A_position_that_shares_no_clicked_item_with_the_first_has_no_examination()
    {
        PositionBiasModel model = PositionBiasEstimator.Fit(
            [new(0, 1, 10, 5), new(0, 2, 10, 2), new(1, 2, 10, 1), new(1, 3, 10, 1), new(2, 4, 10, 3), new(3, 1, 10, 0), new(3, 4, 10, 0)],
            new PositionBiasOptions());

        Assert.False(double.IsNaN(model.Examination[2]));
        Assert.True(double.IsNaN(model.Examination[3]));
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PositionBiasEstimator.Fit([new(0, 1, 4, 5)], new PositionBiasOptions()));
        Assert.Throws<ArgumentException>(() => PositionBiasEstimator.Fit([new(0, 0, 4, 1)], new PositionBiasOptions()));
        Assert.Throws<ArgumentException>(() => PositionBiasEstimator.Fit([new(0, 1, 4, 0)], new PositionBiasOptions()));
        Assert.Throws<ArgumentException>(() => PositionBiasModel.FromRandomisedSlots([10], [0]));
        Assert.Throws<ArgumentException>(() => PositionBiasModel.FromRandomisedSlots([10], [11]));
    }
}
