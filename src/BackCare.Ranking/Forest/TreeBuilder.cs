namespace BackCare.Ranking.Forest;

/// <summary>Grows one tree leaf by leaf. The left half of a split keeps the leaf's number, the right half gets the next free one.</summary>
/// <param name="maxLeaves">Largest number of leaves the tree may reach.</param>
public sealed class TreeBuilder(int maxLeaves)
{
    private readonly int[] _splitFeature = new int[maxLeaves - 1];
    private readonly double[] _threshold = new double[maxLeaves - 1];
    private readonly byte[] _decisionType = new byte[maxLeaves - 1];
    private readonly int[] _left = new int[maxLeaves - 1];
    private readonly int[] _right = new int[maxLeaves - 1];
    private readonly double[] _splitGain = new double[maxLeaves - 1];
    private readonly double[] _internalValue = new double[maxLeaves - 1];
    private readonly double[] _internalWeight = new double[maxLeaves - 1];
    private readonly int[] _internalCount = new int[maxLeaves - 1];
    private readonly double[] _leafValue = new double[maxLeaves];
    private readonly double[] _leafWeight = new double[maxLeaves];
    private readonly int[] _leafCount = new int[maxLeaves];
    private readonly int[] _leafParent = new int[maxLeaves];
    private readonly List<int> _categoryStart = [0];
    private readonly List<uint> _categoryBits = [];
    private double _shrinkage = 1;

    /// <summary>Leaves so far; 1 before the first split.</summary>
    public int Leaves { get; private set; } = 1;

    /// <summary>Sets what is known of a leaf: its output, sum of hessians and training rows.</summary>
    public void SetLeaf(int leaf, double value, double weight, int count)
    {
        _leafValue[leaf] = value;
        _leafWeight[leaf] = weight;
        _leafCount[leaf] = count;
    }

    /// <summary>Changes the output of a leaf.</summary>
    public void SetLeafValue(int leaf, double value) => _leafValue[leaf] = value;

    /// <summary>Splits a leaf by a threshold; the values of the halves are set with <see cref="SetLeaf"/>. Returns the number of the right half.</summary>
    public int Split(int leaf, int feature, double threshold, MissingType missing, bool defaultLeft, double gain) =>
        Split(leaf, feature, threshold, NodeDecision.Numerical(missing, defaultLeft), gain);

    /// <summary>Splits a leaf by a set of categories (32 a word) that go left. Returns the number of the right half.</summary>
    public int SplitCategorical(int leaf, int feature, ReadOnlySpan<uint> goesLeft, MissingType missing, double gain)
    {
        int set = _categoryStart.Count - 1;
        foreach (uint word in goesLeft) _categoryBits.Add(word);
        _categoryStart.Add(_categoryBits.Count);
        return Split(leaf, feature, set, (byte)(NodeDecision.Numerical(missing, defaultLeft: false) | NodeDecision.Categorical), gain);
    }

    /// <summary>Multiplies every output by the learning rate.</summary>
    public void Shrink(double rate)
    {
        for (int leaf = 0; leaf < Leaves; leaf++) _leafValue[leaf] *= rate;
        for (int node = 0; node < Leaves - 1; node++) _internalValue[node] *= rate;
        _shrinkage *= rate;
    }

    /// <summary>The tree as it stands; the builder can be used on.</summary>
    public RegressionTree Build()
    {
        int nodes = Leaves - 1;
        return new RegressionTree
        {
            SplitFeature = [.. _splitFeature.AsSpan(0, nodes)],
            Threshold = [.. _threshold.AsSpan(0, nodes)],
            DecisionType = [.. _decisionType.AsSpan(0, nodes)],
            LeftChild = [.. _left.AsSpan(0, nodes)],
            RightChild = [.. _right.AsSpan(0, nodes)],
            SplitGain = [.. _splitGain.AsSpan(0, nodes)],
            InternalValue = [.. _internalValue.AsSpan(0, nodes)],
            InternalWeight = [.. _internalWeight.AsSpan(0, nodes)],
            InternalCount = [.. _internalCount.AsSpan(0, nodes)],
            LeafValue = [.. _leafValue.AsSpan(0, Leaves)],
            LeafWeight = [.. _leafWeight.AsSpan(0, Leaves)],
            LeafCount = [.. _leafCount.AsSpan(0, Leaves)],
            CategoryStart = _categoryStart.Count > 1 ? [.. _categoryStart] : [],
            CategoryBits = [.. _categoryBits],
            Shrinkage = _shrinkage,
        };
    }

    private int Split(int leaf, int feature, double threshold, byte decisionType, double gain)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, Leaves);
        if (Leaves == maxLeaves) throw new InvalidOperationException($"The tree already has its {maxLeaves} leaves.");
        int node = Leaves - 1, right = Leaves;
        if (node > 0)
        {
            int parent = _leafParent[leaf];
            if (_left[parent] == ~leaf) _left[parent] = node;
            else _right[parent] = node;
        }

        (_splitFeature[node], _threshold[node], _decisionType[node], _splitGain[node]) = (feature, threshold, decisionType, gain);
        (_internalValue[node], _internalWeight[node], _internalCount[node]) = (_leafValue[leaf], _leafWeight[leaf], _leafCount[leaf]);
        (_left[node], _right[node]) = (~leaf, ~right);
        _leafParent[leaf] = _leafParent[right] = node;
        Leaves++;
        return right;
    }
}
