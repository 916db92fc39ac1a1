using BackCare.Ranking.OffPolicy;

namespace BackCare.Tests.Ranking.OffPolicy;

public class ExaminationCurveTests
{
    private static readonly ExaminationOptions Plain = new() { PseudoClicks = 0, Clip = 100 };

    [Fact]
    public void Without_pseudo_clicks_a_falling_curve_stays_as_it_is()
    {
        ExaminationCurve curve = ExaminationCurve.Smoothed([1, 0.5, 0.25], [40, 20, 10], Plain);

        Assert.Equal([1, 0.5, 0.25], curve.Chances, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(4, curve.Weight(3), 1e-12);
    }

    [Fact]
    public void A_rise_is_pooled_by_the_clicks_behind_it()
    {
        // Positions 2 and 3 rise: (30 · 0.4 + 10 · 0.6) / 40 = 0.45.
        ExaminationCurve curve = ExaminationCurve.Smoothed([1, 0.4, 0.6, 0.2], [100, 30, 10, 5], Plain);

        Assert.Equal([1, 0.45, 0.45, 0.2], curve.Chances, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void A_position_nobody_clicked_lies_on_the_power_law_through_the_others()
    {
        // Known: 1/2 at position 2 and 1/4 at position 4, both exactly position^−1.
        ExaminationCurve curve = ExaminationCurve.Smoothed([1, 0.5, double.NaN, 0.25], [10, 10, 0, 10], Plain);

        Assert.Equal(1, curve.Exponent, 1e-12);
        Assert.Equal(1.0 / 3, curve.Chances[2], 1e-12);
        Assert.Equal(8, curve.Weight(8), 1e-9);
    }

    [Fact]
    public void Few_clicks_are_shrunk_to_the_law_and_none_leave_the_assumed_one()
    {
        // Position 2: 10 clicks say 1, 10 pseudo-clicks say the law. Exponent: (10 · 1 + 0) / (10 + 10 ln²2) = 1 / (1 + ln²2);
        // ln chance = −exponent · ln 2 / 2.
        ExaminationOptions options = new() { PseudoClicks = 10, AssumedExponent = 1, Clip = 100 };
        double exponent = 1 / (1 + Math.Log(2) * Math.Log(2));

        Assert.Equal(Math.Pow(2, -exponent / 2), ExaminationCurve.Smoothed([1, 1], [10, 10], options).Chances[1], 1e-12);
        Assert.Equal([1, 0.5, 1.0 / 3], ExaminationCurve.Smoothed([double.NaN, double.NaN, double.NaN], [0, 0, 0], options).Chances, (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(7, ExaminationCurve.Fit([], options).Weight(7), 1e-9);
    }

    [Fact]
    public void Weights_are_cut_at_the_clip_and_a_flat_curve_weighs_nothing()
    {
        ExaminationCurve curve = ExaminationCurve.Smoothed([1, 0.5, 0.1], [10, 10, 10], Plain with { Clip = 4 });

        Assert.Equal(4, curve.Weight(3));
        Assert.Equal(1, ExaminationCurve.Flat.Weight(1));
        Assert.Equal(1, ExaminationCurve.Flat.Weight(10));
    }

    [Fact]
    public void Inverse_weights_make_the_expected_credit_of_every_item_the_same_wherever_it_stands()
    {
        // All eight examination patterns of three positions, each with its chance; an item is clicked when examined and wanted.
        double[] examination = [1, 0.5, 0.25];
        ExaminationCurve curve = ExaminationCurve.Smoothed(examination, [1, 1, 1], Plain);
        for (int position = 1; position <= 3; position++)
        {
            double credit = 0;
            for (int pattern = 0; pattern < 8; pattern++)
            {
                double chance = 1;
                for (int p = 0; p < 3; p++)
                    chance *= (pattern >> p & 1) == 1 ? examination[p] : 1 - examination[p];
                credit += (pattern >> (position - 1) & 1) == 1 ? chance * curve.Weight(position) : 0;
            }

            Assert.Equal(1, credit, 1e-12);
        }
    }

    [Fact]
    public void A_clip_below_one_and_lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ExaminationCurve.Smoothed([1], [1], Plain with { Clip = 0.5 }));
        Assert.Throws<ArgumentException>(() => ExaminationCurve.Smoothed([1, 1], [1], Plain));
        Assert.Throws<ArgumentException>(() => ExaminationCurve.Smoothed([], [], Plain));
    }
}
