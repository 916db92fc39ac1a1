using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class AssignmentTests
{
    private static readonly string[] Visitors = [.. Enumerable.Range(0, 10_000).Select(i => $"visitor{i}")];

    [Fact]
    public void A_visitor_is_always_on_the_same_side()
    {
        // SHA-256 of "e1\nvisitor0" and "e1\nvisitor3": fixed for ever, on every machine.
        Assert.Equal(Visitors.Select(v => Assignment.IsTreated("e1", v, 1)), Visitors.Select(v => Assignment.IsTreated("e1", v, 1)));
    }

    [Fact]
    public void Half_are_treated_and_the_share_takes_part()
    {
        bool?[] sides = [.. Visitors.Select(v => Assignment.IsTreated("e1", v, 0.2))];

        Assert.InRange(sides.Count(s => s is not null), 1_850, 2_150); // 2,000 ± 3.75 standard deviations of 40
        Assert.InRange(sides.Count(s => s == true), 870, 1_130);
    }

    [Fact]
    public void Raising_the_share_moves_nobody_to_the_other_side() =>
        Assert.All(Visitors, v => Assert.True(Assignment.IsTreated("e1", v, 0.2) is not { } side || side == Assignment.IsTreated("e1", v, 0.9)));

    [Fact]
    public void Another_experiment_mixes_the_sides_anew()
    {
        int same = Visitors.Count(v => Assignment.IsTreated("e1", v, 1) == Assignment.IsTreated("e2", v, 1));

        Assert.InRange(same, 4_800, 5_200); // 5,000 ± 4 standard deviations of 50
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    public void A_share_outside_its_range_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Assignment.IsTreated("e1", "v", share));
}
