using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class ExperimentLogTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_visitor_counts_once_and_succeeds_on_any_list_within_the_window_of_the_first()
    {
        (IReadOnlyList<VisitorOutcome> outcomes, int waiting) = ExperimentLog.Visitors(
            [
                Row("l1", 0, "ana", "treatment", null, null), Row("l2", 5, "ben", "control", 1, 70), Row("l3", 10, "ana", "treatment", 2, 30),
                Row("l4", 90, "cyd", "control", 1, 95),
            ],
            Hour, Noon.AddMinutes(120));

        Assert.Equal([new(Treated: true, Succeeded: true), new(Treated: false, Succeeded: false)], outcomes);
        Assert.Equal(1, waiting);
    }

    [Fact]
    public void A_list_counts_each_product_once_for_whoever_picked_it()
    {
        (IReadOnlyList<ListOutcome> outcomes, int waiting) = ExperimentLog.Lists(
            [
                Row("l1", 0, "ana", "interleaved:CTC", 2, 1), Row("l1", 0, "ana", "interleaved:CTC", 2, 2), Row("l1", 0, "ana", "interleaved:CTC", 3, 2),
                Row("l2", 1, "ana", "interleaved:TC", null, null), Row("l3", 2, "ben", "interleaved:TC", 1, 200), Row("l4", 100, "ben", "interleaved:TC", 1, 101),
            ],
            Hour, Noon.AddMinutes(120));

        Assert.Equal([new(1, 1), new(0, 0), new(0, 0)], outcomes);
        Assert.Equal(1, waiting);
    }

    [Fact]
    public void An_arm_says_whose_pick_stood_where()
    {
        string arm = ExperimentArms.OfTeams([true, false, true]);

        Assert.Equal("interleaved:TCT", arm);
        Assert.Equal([true, false, true, null, null], new[] { 1, 2, 3, 4, 0 }.Select(p => ExperimentArms.IsTreated(arm, p)));
        Assert.Null(ExperimentArms.IsTreated("control", 1));
    }

    private static ExperimentRow Row(string list, int minute, string visitor, string arm, int? position, int? succeededAt) =>
        new(list, Noon.AddMinutes(minute), visitor, arm, position, succeededAt is { } at ? Noon.AddMinutes(at) : null);
}
