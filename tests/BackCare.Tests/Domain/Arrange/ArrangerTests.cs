using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using static BackCare.Tests.Domain.Arrange.ArrangedCandidates;

namespace BackCare.Tests.Domain.Arrange;

public sealed class ArrangerTests
{
    private static string[] Order(double[] scores, int limit, params Candidate[] candidates) =>
        [.. Arranger.Arrange(candidates, scores, limit).Select(s => s.Candidate.Product.Id)];

    [Fact]
    public void A_near_duplicate_does_not_stand_right_behind_its_twin()
    {
        // After a: b is worth 0.7 × 0.9 − 0.3 × 1 = 0.33, c 0.7 × 0.5 − 0 = 0.35; then b 0.33 against d 0 − 0.3 × 0.5 = −0.15.
        Candidate a = Make("a", "heelcup_gel", "heel_cups"), b = Make("b", "heelcup_gel", "heel_cups");
        Candidate c = Make("c", "strap", "stretch_straps"), d = Make("d", "heelpad", "heel_cups");

        Assert.Equal(["a", "c", "b", "d"], Order([1.0, 0.9, 0.5, 0.0], 10, a, b, c, d));
    }

    [Fact]
    public void Ties_break_by_id_whatever_the_order_of_the_input()
    {
        Candidate a = Make("a", "heelcup_gel", "heel_cups"), b = Make("b", "strap", "stretch_straps"), c = Make("c", "ktape", "taping");

        Assert.Equal(["a", "b", "c"], Order([1, 1, 1], 10, c, b, a));
        Assert.Equal(["a", "b", "c"], Order([1, 1, 1], 10, a, b, c));
        Assert.Equal(["a", "b"], Order([1, 1, 1], 2, b, c, a));
    }

    [Fact]
    public void Chain_items_stand_below_direct_ones_and_their_scores_are_capped_below_the_weakest()
    {
        Candidate direct = Make("z", "heelcup_gel", "heel_cups"), chain = Make("a", "strap", "stretch_straps", chain: true);

        var arranged = Arranger.Arrange([chain, direct], [0.9, -0.2], 10);

        Assert.Equal(["z", "a"], arranged.Select(s => s.Candidate.Product.Id));
        Assert.Equal([-0.2, Math.BitDecrement(-0.2)], arranged.Select(s => s.Score));
    }
}
