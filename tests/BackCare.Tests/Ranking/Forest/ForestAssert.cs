using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

internal static class ForestAssert
{
    /// <summary>Equal in everything that a model file holds, to the last bit.</summary>
    public static void Same(FlatForest expected, FlatForest actual)
    {
        Assert.Equal(expected.FeatureNames, actual.FeatureNames);
        Assert.Equal(expected.FeatureInfos, actual.FeatureInfos);
        Assert.Equal(expected.Objective, actual.Objective);
        Assert.Equal(expected.AverageOutput, actual.AverageOutput);
        Assert.Equal(expected.MonotoneConstraints, actual.MonotoneConstraints);
        Assert.Equal(expected.LabelIndex, actual.LabelIndex);
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Trees.Length, actual.Trees.Length);
        foreach ((RegressionTree left, RegressionTree right) in expected.Trees.Zip(actual.Trees)) Same(left, right);
    }

    private static void Same(RegressionTree expected, RegressionTree actual)
    {
        Assert.Equal(expected.SplitFeature, actual.SplitFeature);
        Assert.Equal(Bits(expected.Threshold), Bits(actual.Threshold));
        Assert.Equal(expected.DecisionType, actual.DecisionType);
        Assert.Equal(expected.LeftChild, actual.LeftChild);
        Assert.Equal(expected.RightChild, actual.RightChild);
        Assert.Equal(Bits(expected.LeafValue), Bits(actual.LeafValue));
        Assert.Equal(Bits(expected.LeafWeight), Bits(actual.LeafWeight));
        Assert.Equal(expected.LeafCount, actual.LeafCount);
        Assert.Equal(Bits(expected.SplitGain), Bits(actual.SplitGain));
        Assert.Equal(Bits(expected.InternalValue), Bits(actual.InternalValue));
        Assert.Equal(Bits(expected.InternalWeight), Bits(actual.InternalWeight));
        Assert.Equal(expected.InternalCount, actual.InternalCount);
        Assert.Equal(expected.CategoryStart, actual.CategoryStart);
        Assert.Equal(expected.CategoryBits, actual.CategoryBits);
        Assert.Equal(expected.Shrinkage, actual.Shrinkage);
    }

    private static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
