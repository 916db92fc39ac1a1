using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

public sealed class FeatureImportanceTests
{
    [Fact]
    public void Splits_are_counted_and_their_gains_summed_per_feature_leaving_out_splits_without_gain()
    {
        TreeBuilder first = new(3), second = new(3);
        first.Split(0, feature: 2, threshold: 0, MissingType.None, defaultLeft: false, gain: 5);
        first.Split(1, feature: 0, threshold: 0, MissingType.None, defaultLeft: false, gain: 1.5);
        second.Split(0, feature: 2, threshold: 0, MissingType.None, defaultLeft: false, gain: 2.25);
        second.Split(0, feature: 1, threshold: 0, MissingType.None, defaultLeft: false, gain: 0);
        FlatForest forest = FlatForest.FromTrees(["a", "b", "c"], ["none", "none", "none"], [first.Build(), second.Build()]);

        Assert.Equal([1L, 0L, 2L], FeatureImportance.Splits(forest));
        Assert.Equal([1.5, 0, 7.25], FeatureImportance.Gains(forest));
    }
}
