using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class ShadowAgreementTests
{
    [Fact]
    public void The_same_order_agrees_in_everything_whatever_the_scale()
    {
        var agreement = new ShadowAgreement(2);
        agreement.Add([3, 2, 1], [30, 20, 10]);

        Assert.Equal((1L, 1.0, 1.0, 1.0), (agreement.Lists, agreement.SameFirst, agreement.Overlap, agreement.KendallTau));
        Assert.Equal(0, agreement.ScoreDistance, precision: 12);
    }

    [Fact]
    public void One_swap_of_three_by_hand()
    {
        // Orders 0 1 2 and 1 0 2: of three pairs two agree, τ = (2 − 1)/3. The first two places hold the same products.
        // Scores 3 2 1 and 2 3 1 have the same mean 2 and deviation √(2/3): distances 1/√(2/3), 1/√(2/3), 0.
        var agreement = new ShadowAgreement(2);
        agreement.Add([3, 2, 1], [2, 3, 1]);

        Assert.Equal((0.0, 1.0), (agreement.SameFirst, agreement.Overlap));
        Assert.Equal(1.0 / 3, agreement.KendallTau, precision: 12);
        Assert.Equal(2 / Math.Sqrt(2.0 / 3) / 3, agreement.ScoreDistance, precision: 12);
    }

    [Fact]
    public void The_opposite_order_disagrees_and_ties_tell_nothing()
    {
        var opposite = new ShadowAgreement(1);
        opposite.Add([2, 1], [1, 2]);
        var ties = new ShadowAgreement(1);
        ties.Add([1, 1], [1, 2]);

        Assert.Equal((-1.0, 0.0), (opposite.KendallTau, opposite.Overlap));
        Assert.Equal(0, ties.KendallTau);
    }

    [Fact]
    public void A_list_of_one_product_has_no_order()
    {
        var agreement = new ShadowAgreement(3);
        agreement.Add([1], [2]);

        Assert.Equal(0, agreement.Lists);
        Assert.True(double.IsNaN(agreement.SameFirst));
    }
}
