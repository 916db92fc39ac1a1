namespace BackCare.Ranking.MLNet;

/// <summary>One tree as ML.NET's model parameters show it (<c>RegressionTreeBase</c>), free of ML.NET's types.</summary>
/// <remarks>A row goes left when <c>value &lt;= Threshold</c>; at a categorical node it goes right when any of the node's slots is above 0.
/// A child below 0 is leaf <c>~child</c>. A tree whose first left child is 0 is empty and gives 0.</remarks>
/// <param name="LeftChild">Left child of each node.</param>
/// <param name="RightChild">Right child of each node.</param>
/// <param name="Slot">Slot of the feature vector each numerical node looks at; −1 at a categorical node.</param>
/// <param name="Threshold">Largest value that goes left, of each numerical node.</param>
/// <param name="CategoricalSlots">The slots of each categorical node; null at a numerical one.</param>
/// <param name="LeafValue">Output of each leaf.</param>
/// <param name="SplitGain">Gain of each split.</param>
public sealed record MLNetTree(
    IReadOnlyList<int> LeftChild,
    IReadOnlyList<int> RightChild,
    IReadOnlyList<int> Slot,
    IReadOnlyList<float> Threshold,
    IReadOnlyList<IReadOnlyList<int>?> CategoricalSlots,
    IReadOnlyList<double> LeafValue,
    IReadOnlyList<double> SplitGain)
{
    /// <summary>True when the tree was never split and adds nothing, whatever its leaves say.</summary>
    public bool IsEmpty => LeftChild.Count == 0 || LeftChild[0] == 0;
}
