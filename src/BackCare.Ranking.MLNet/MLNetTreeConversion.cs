using BackCare.Ranking.Forest;

namespace BackCare.Ranking.MLNet;

/// <summary>Turns one of ML.NET's trees into one of ours that sends every row to a leaf of the same value.</summary>
/// <remarks>A categorical node asks several slots at once (right when any is above 0), which no node of ours can. It becomes a chain of
/// numerical nodes <c>slot &lt;= 0</c>, one a slot: the right branch is repeated once a slot, the left one hangs at the end of the chain.
/// Where missing values were imputed, every node sends a missing value where it sends the imputed one.</remarks>
internal sealed class MLNetTreeConversion
{
    /// <summary>Where a chain of repeated branches would make a tree too large to be worth serving.</summary>
    public const int MostLeaves = 8_192;

    // Outside every 32-bit float; written instead of an infinite threshold, which not every reader of model files takes.
    private const double Beyond = 1e300;

    // A node that met no missing value in training compares NaN as it stands: not <= anything, so right; at a category: not > 0, so left.
    private static readonly byte Numerical = NodeDecision.Numerical(MissingType.NaN, defaultLeft: false);
    private static readonly byte NotAbove = NodeDecision.Numerical(MissingType.NaN, defaultLeft: true);

    private readonly MLNetTree _source;
    private readonly IReadOnlyList<float> _imputation;
    private readonly List<byte> _decision = [];
    private readonly List<int> _feature = [];
    private readonly List<double> _threshold = [];
    private readonly List<double> _gain = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _leaf = [];

    private MLNetTreeConversion(MLNetTree source, IReadOnlyList<float> imputation) => (_source, _imputation) = (source, imputation);

    /// <summary>Converts a tree. Counts, weights and inner values are 0: ML.NET does not keep them (see <see cref="RoutedRows"/>).</summary>
    /// <param name="source">The tree; it must be well formed.</param>
    /// <param name="shrinkage">Learning rate for the record; leaf values hold it already.</param>
    /// <param name="imputation">What stood for a missing value in training, a slot; null or empty when there was none.</param>
    /// <exception cref="FormatException">Categorical nodes would have to be repeated so often that the tree gets more than <see cref="MostLeaves"/> leaves.</exception>
    public static RegressionTree Convert(MLNetTree source, double shrinkage = 1, IReadOnlyList<float>? imputation = null)
    {
        if (source.IsEmpty)
            return RegressionTree.Constant(0, shrinkage: shrinkage);
        MLNetTreeConversion conversion = new(source, imputation ?? []);
        conversion.Add(0);
        return conversion.Build(shrinkage);
    }

    /// <summary>Adds what hangs at a child of the source; returns the child as our tree counts it.</summary>
    private int Add(int child)
    {
        if (child < 0)
        {
            if (_leaf.Count == MostLeaves)
                throw new FormatException($"A tree with categorical splits would need more than {MostLeaves} leaves; train it without categorical splits.");
            _leaf.Add(_source.LeafValue[~child]);
            return ~(_leaf.Count - 1);
        }

        double gain = _source.SplitGain[child];
        if (_source.CategoricalSlots[child] is not { } slots)
            return AddNode(_source.Slot[child], Math.Clamp((double)_source.Threshold[child], -Beyond, Beyond), gain, child);
        if (slots.Count == 0)
            return Add(_source.LeftChild[child]);
        int first = -1, last = -1;
        foreach (int slot in slots)
        {
            int node = NewNode(slot, 0, NotAbove, gain);
            if (last >= 0)
                _left[last] = node;
            else
                first = node;
            _right[node] = Add(_source.RightChild[child]);
            (last, gain) = (node, 0);
        }

        _left[last] = Add(_source.LeftChild[child]);
        return first;
    }

    private int AddNode(int slot, double threshold, double gain, int child)
    {
        int node = NewNode(slot, threshold, Numerical, gain);
        _left[node] = Add(_source.LeftChild[child]);
        _right[node] = Add(_source.RightChild[child]);
        return node;
    }

    private int NewNode(int slot, double threshold, byte decision, double gain)
    {
        _feature.Add(slot);
        _threshold.Add(threshold);
        _decision.Add(_imputation.Count == 0 ? decision : NodeDecision.Numerical(MissingType.NaN, defaultLeft: _imputation[slot] <= threshold));
        _gain.Add(gain);
        _left.Add(0);
        _right.Add(0);
        return _feature.Count - 1;
    }

    private RegressionTree Build(double shrinkage) => new()
    {
        SplitFeature = [.. _feature],
        Threshold = [.. _threshold],
        DecisionType = [.. _decision],
        LeftChild = [.. _left],
        RightChild = [.. _right],
        LeafValue = [.. _leaf],
        SplitGain = [.. _gain],
        LeafWeight = [.. new double[_leaf.Count]],
        LeafCount = [.. new int[_leaf.Count]],
        InternalValue = [.. new double[_feature.Count]],
        InternalWeight = [.. new double[_feature.Count]],
        InternalCount = [.. new int[_feature.Count]],
        Shrinkage = shrinkage,
    };
}
