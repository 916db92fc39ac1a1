using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Statistics;

namespace BackCare.Tests.Domain.Learn.Statistics;

public sealed class StatisticsStateTests
{
    [Fact]
    public void A_fold_that_goes_on_from_a_kept_state_has_the_numbers_of_one_that_never_stopped()
    {
        Journal whole = First(new Journal()), kept = First(new Journal());
        Journal resumed = new(new StatisticsFold(kept.Fold.State()), kept.Last);

        ProductStatistics expected = Second(whole).Now, now = Second(resumed).Now;

        // The click on list A, shown before the state was kept, is the second on its product: it counts once, and for A's symptom.
        Assert.Equal(expected.Of("mat").Clicks, now.Of("mat").Clicks);
        Assert.Equal(1, Math.Round(now.Of("mat").Clicks, 6));
        Assert.Equal(expected.Of("wedge", "heel"), now.Of("wedge", "heel"));
        Assert.Equal(expected.All, now.All);
        Assert.Equal(expected.Companions("mat"), now.Companions("mat"));
        Assert.Equal([("wedge", 1.0)], now.Companions("mat").Select(c => (c.ProductId, Math.Round(c.VisitShare * 6, 6))));
        Assert.Equal(expected.Trending(), now.Trending());
        Assert.Equal(expected.Visitor("anna", "s1").OpenedThisVisit, now.Visitor("anna", "s1").OpenedThisVisit);
        Assert.Equal(["mat", "wedge"], now.Visitor("anna", "s1").OpenedThisVisit);
        Assert.Equal((expected.Sequence, expected.AsOfUtc, expected.IsSimulated), (now.Sequence, now.AsOfUtc, now.IsSimulated));
    }

    [Fact]
    public void Sums_go_on_exactly_after_the_landmark_moved()
    {
        // 512 half-lives of 30 days: the landmark moves with the second list.
        Journal whole = new Journal().List("A", 0, "mat").List("B", 15_361, "mat"), before = new Journal().List("A", 0, "mat").List("B", 15_361, "mat");
        Journal resumed = new(new StatisticsFold(before.Fold.State()), before.Last);

        Assert.Equal(whole.List("C", 15_391, "mat").Now.Of("mat"), resumed.List("C", 15_391, "mat").Now.Of("mat"));
        Assert.Equal(1.5, resumed.Now.Of("mat").Impressions, 1e-9);
    }

    [Fact]
    public void A_state_that_does_not_fit_together_is_refused()
    {
        StatisticsState state = First(new Journal()).Fold.State();

        Assert.Throws<ArgumentException>(() => new StatisticsFold(state with { Cells = [] }));
        Assert.Throws<ArgumentException>(() => new StatisticsFold(state with { Symptoms = [] }));
        Assert.Throws<ArgumentException>(() => new StatisticsFold(state with { Lists = [new OpenListState("A", [0], [99], [0])] }));
    }

    private static Journal First(Journal journal) => journal
        .List("A", 0, "mat wedge", visitor: "anna", session: "s1")
        .Did(InteractionKind.Click, "mat", 0, list: "A", visitor: "anna", session: "s1");

    private static Journal Second(Journal journal) => journal
        .Did(InteractionKind.Click, "mat", 0, list: "A", visitor: "anna", session: "s1")
        .Did(InteractionKind.Click, "wedge", 0, list: "A", visitor: "anna", session: "s1");
}
