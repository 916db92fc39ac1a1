#if MLNET
using Microsoft.ML.Trainers.FastTree;
using RegressionTree = BackCare.Ranking.Forest.RegressionTree;

namespace BackCare.Ranking.MLNet;

/// <summary>ML.NET's model parameters as trees of ours.</summary>
internal static class MLNetForest
{
    /// <summary>The trees, in ML.NET's order; it adds their outputs in double precision and casts the sum to float.</summary>
    /// <param name="model">A trained or loaded ranking model.</param>
    /// <param name="imputation">What stands for a missing value, a slot; empty when none does.</param>
    /// <param name="shrinkage">Learning rate, for the record.</param>
    /// <remarks>ML.NET's own <c>Bias</c> and <c>TreeWeights</c> are left out on purpose: its scorer does not use them.</remarks>
    public static IReadOnlyList<RegressionTree> TreesOf(
        TreeEnsembleModelParametersBasedOnRegressionTree model, IReadOnlyList<float> imputation, double shrinkage = 1) =>
        [.. model.TrainedTreeEnsemble.Trees.Select(tree => MLNetTreeConversion.Convert(Plain(tree), shrinkage, imputation))];

    private static MLNetTree Plain(RegressionTreeBase tree) => new(
        tree.LeftChild,
        tree.RightChild,
        tree.NumericalSplitFeatureIndexes,
        tree.NumericalSplitThresholds,
        [.. tree.CategoricalSplitFlags.Select((flag, node) => flag ? tree.GetCategoricalSplitFeaturesAt(node) : null)],
        tree.LeafValues,
        tree.SplitGains);
}
#endif
