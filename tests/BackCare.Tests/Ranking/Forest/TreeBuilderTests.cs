using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class TreeBuilderTests
{
    [Fact]
    public void A_split_keeps_the_left_half_under_the_old_number_and_gives_the_right_half_the_next()
    {
        TreeBuilder builder = new(maxLeaves: 3);
        builder.SetLeaf(0, value: 0.5, weight: 10, count: 100);
        Assert.Equal(1, builder.Split(0, feature: 1, threshold: 2.5, MissingType.None, defaultLeft: false, gain: 7));
        builder.SetLeaf(0, -1, 4, 40);
        builder.SetLeaf(1, 1, 6, 60);
        Assert.Equal(2, builder.Split(0, feature: 0, threshold: 0, MissingType.NaN, defaultLeft: true, gain: 3));
        builder.SetLeaf(0, -2, 1, 10);
        builder.SetLeaf(2, -0.5, 3, 30);

        RegressionTree tree = builder.Build();

        Assert.Equal([1, ~1, ~0, ~2], [tree.LeftChild[0], tree.RightChild[0], tree.LeftChild[1], tree.RightChild[1]]);
        Assert.Equal([0.5, -1.0], tree.InternalValue);
        Assert.Equal([100, 40], tree.InternalCount);
        Assert.Equal(0, tree.LeafOf([float.NaN, 2.5f]));
        Assert.Equal(2, tree.LeafOf([0.1f, 2.5f]));
        Assert.Equal(1, tree.LeafOf([0.1f, 2.6f]));
    }

    [Fact]
    public void Shrinking_scales_every_output_and_is_remembered()
    {
        TreeBuilder builder = new(maxLeaves: 2);
        builder.SetLeaf(0, 8, 1, 2);
        builder.Split(0, 0, 0, MissingType.None, false, 1);
        builder.SetLeaf(0, -4, 1, 1);
        builder.SetLeaf(1, 20, 1, 1);

        builder.Shrink(0.25);

        RegressionTree tree = builder.Build();
        Assert.Equal([-1.0, 5.0], tree.LeafValue);
        Assert.Equal([2.0], tree.InternalValue);
        Assert.Equal(0.25, tree.Shrinkage);
    }

    [Fact]
    public void A_full_tree_is_not_split_again()
    {
        TreeBuilder builder = new(maxLeaves: 2);
        builder.Split(0, 0, 0, MissingType.None, false, 1);

        Assert.Throws<InvalidOperationException>(() => builder.Split(0, 0, 0, MissingType.None, false, 1));
    }
}
