using BackCare.Domain.Learn.Drift;
using BackCare.Ranking.Data;

namespace BackCare.Tests.Domain.Learn.Drift;

public class InputDriftTests
{
    // Two values, half and half, of 99 999 998 rows: the half row added to each bin is then below what the assertions see.
    private static readonly InputReference Halves = new("x", [1, 2], [0.5, 0.5], 0, 99_999_998);

    [Fact]
    public void The_same_shares_have_not_moved()
    {
        InputDrift drift = InputDrift.Of(Halves, [.. Enumerable.Repeat(1f, 5_000), .. Enumerable.Repeat(2f, 5_000)]);

        Assert.Equal(0, drift.Psi, 0.001);
        Assert.Equal(0, drift.Ks, 1e-9);
        Assert.Equal(DriftLevel.Stable, drift.Level);
    }

    [Fact]
    public void From_a_half_to_four_fifths_is_a_major_move()
    {
        // (0.8 − 0.5) ln(0.8 / 0.5) + (0.2 − 0.5) ln(0.2 / 0.5) = 0.3 ln 4.
        InputDrift drift = InputDrift.Of(Halves, [.. Enumerable.Repeat(1f, 80_000), .. Enumerable.Repeat(2f, 20_000)]);

        Assert.Equal(0.3 * Math.Log(4), drift.Psi, 0.001);
        Assert.Equal(0.3, drift.Ks, 1e-9);
        Assert.Equal(DriftLevel.Major, drift.Level);
    }

    [Fact]
    public void Values_that_go_missing_move_the_index_but_not_the_distance_of_the_known_ones()
    {
        // Shares 0.4, 0.4 and 0.2 missing against 0.5, 0.5 and 0: −0.1 ln 0.8 twice, and the missing share against half a row in 10⁸.
        float[] values = [.. Enumerable.Repeat(1f, 400), .. Enumerable.Repeat(2f, 400), .. Enumerable.Repeat(float.NaN, 200)];

        InputDrift drift = InputDrift.Of(Halves, values);

        Assert.Equal(0, drift.Ks, 1e-9);
        Assert.Equal((0, 0.2), (drift.MissingExpected, drift.MissingActual));
        Assert.Equal(DriftLevel.Major, drift.Level);
    }

    [Fact]
    public void Half_a_row_in_every_bin_keeps_small_samples_finite()
    {
        // Reference 2 rows in one bin and none missing: (2.5 / 3, 0.5 / 3). Now 1 row, missing: (0.5 / 2, 1.5 / 2).
        InputDrift drift = InputDrift.Of(InputReference.Of("x", [5, 5]), [float.NaN]);

        double expected = (0.25 - 2.5 / 3) * Math.Log(0.25 / (2.5 / 3)) + (0.75 - 0.5 / 3) * Math.Log(0.75 / (0.5 / 3));
        Assert.Equal(expected, drift.Psi, 1e-12);
    }

    [Fact]
    public void The_threshold_of_the_distance_is_the_one_per_cent_value_of_small_samples_and_a_tenth_of_large_ones()
    {
        InputReference reference = InputReference.Of("x", [.. Enumerable.Range(0, 100).Select(i => (float)i)]);

        Assert.Equal(1.6276 * Math.Sqrt(200.0 / 10_000), InputDrift.Of(reference, [.. Enumerable.Range(0, 100).Select(i => (float)i)]).KsThreshold, 1e-9);
        Assert.Equal(0.1, InputDrift.Of(Halves, [.. Enumerable.Repeat(1f, 100_000)]).KsThreshold);
    }

    [Fact]
    public void A_reference_cuts_equally_many_rows_and_never_between_equal_values()
    {
        InputReference reference = InputReference.Of("x", [.. Enumerable.Repeat(7f, 50), .. Enumerable.Range(100, 50).Select(i => (float)i), float.NaN]);

        Assert.Equal(7, reference.Edges[0]);
        Assert.Equal(50.0 / 101, reference.Shares[0], 1e-12);
        Assert.Equal(1.0 / 101, reference.Missing, 1e-12);
        Assert.Equal(1, reference.Shares.Sum() + reference.Missing, 1e-12);
        Assert.Equal(149, reference.Edges[^1]);
    }

    [Fact]
    public void A_report_puts_what_moved_most_first_and_compares_by_name()
    {
        FeatureMatrix before = new(4, 2, [1, 1, 2, 2, 5, 6, 7, 8], ["still", "moved"]), now = new(4, 2, [50, 60, 70, 80, 1, 2, 1, 2], ["moved", "still"]);

        DriftReport report = DriftReport.Of(DriftReport.ReferencesOf(before), now);

        Assert.Equal(["moved", "still"], report.Inputs.Select(input => input.Name));
        Assert.Equal(0, report.Inputs[1].Psi, 1e-12);
        Assert.Equal(DriftLevel.Major, report.Level);
    }
}
