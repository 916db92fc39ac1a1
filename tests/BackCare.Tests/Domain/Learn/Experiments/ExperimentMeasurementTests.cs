using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class ExperimentMeasurementTests
{
    [Fact]
    public void Four_visitors_by_hand()
    {
        // Offsets: 0, then 1/1, then 1/2, then 1/3. Values: +2(1−0) = 2, −2(0−1) = 2, +2(0−1/2) = −1, −2(0−1/3) = 2/3; mean 11/12.
        ExperimentMeasurement measured = ExperimentMeasurement.OfVisitors(
            [new(true, true), new(false, false), new(true, false), new(false, false)], alpha: 0.05);

        Assert.Equal((2, 1, 2, 0), (measured.Treatment.Units, measured.Treatment.Successes, measured.Control.Units, measured.Control.Successes));
        Assert.Equal(11.0 / 12, measured.Difference.Estimate, precision: 12);
        Assert.Equal(ExperimentVerdict.Undecided, measured.Verdict);
    }

    [Fact]
    public void A_treatment_that_doubles_the_rate_is_called_better_and_the_other_way_round_worse()
    {
        VisitorOutcome[] visitors = [.. Enumerable.Range(0, 20_000).Select(i => new VisitorOutcome(i % 2 == 0, i % 2 == 0 ? i % 10 == 0 : i % 20 == 1))];

        ExperimentMeasurement better = ExperimentMeasurement.OfVisitors(visitors, 0.05);
        ExperimentMeasurement worse = ExperimentMeasurement.OfVisitors([.. visitors.Select(v => v with { Treated = !v.Treated })], 0.05);

        Assert.Equal((0.2, 0.1), (better.Treatment.Rate, better.Control.Rate));
        Assert.InRange(better.Difference.Estimate, 0.099, 0.101);
        Assert.Equal((ExperimentVerdict.TreatmentBetter, ExperimentVerdict.ControlBetter), (better.Verdict, worse.Verdict));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => 500L * i), better.Path.Select(p => p.Count));
        Assert.Equal(better.Difference, better.Path[^1]);
    }

    [Fact]
    public void Interleaved_lists_count_wins_less_losses()
    {
        ExperimentMeasurement measured = ExperimentMeasurement.OfLists([new(0, 1), new(0, 0), new(1, 1), new(2, 1), new(0, 3)], 0.05);

        Assert.Equal((2, 1, 0.2), (measured.Treatment.Successes, measured.Control.Successes, measured.Difference.Estimate));
    }

    [Fact]
    public void Interleaving_decides_on_fewer_lists_than_an_A_B_test_needs_visitors()
    {
        // The treatment wins 3 of 5 decided lists, of which there is one in four.
        ExperimentMeasurement measured = ExperimentMeasurement.OfLists(
            [.. Enumerable.Range(0, 8_000).Select(i => (i % 20) switch { 0 or 4 or 8 => new ListOutcome(0, 1), 12 or 16 => new ListOutcome(1, 0), _ => default })], 0.05);

        Assert.Equal(ExperimentVerdict.TreatmentBetter, measured.Verdict);
    }

    [Fact]
    public void Nothing_yet_is_undecided()
    {
        ExperimentMeasurement measured = ExperimentMeasurement.OfVisitors([], 0.05);

        Assert.Equal((ExperimentVerdict.Undecided, -1.0, 1.0), (measured.Verdict, measured.Difference.Lower, measured.Difference.Upper));
        Assert.True(double.IsNaN(measured.Control.Rate));
    }
}
