using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>Grows one tree after the other on the same rows: leaf by leaf, always where the gain is largest.</summary>
internal sealed unsafe class TreeGrower : IDisposable
{
    private const int RowsPerChunk = 1_024;

    private readonly BinnedMatrix _bins;
    private readonly TrainerOptions _options;
    private readonly QuantisedGradients _gradients;
    private readonly WorkerPool _pool;
    private readonly int[] _monotone;
    private readonly LeafOutput _output;
    private readonly SplitSearch _search;
    private readonly LeafHistograms _histograms;
    private readonly GrowingLeaf[] _leaves;
    private readonly Split[] _smallerBest;
    private readonly Split[] _largerBest;
    private readonly AlignedMemory<byte> _goesLeft = new(HistogramKernel.Slots);
    private readonly AlignedMemory<long>[] _scratch;
    private readonly TrainingClock _clock;
    private bool[] _featureInTree = [];

    /// <param name="bins">Training rows.</param>
    /// <param name="options">Tree shape and penalties.</param>
    /// <param name="gradients">Quantised gradients, retaken before each tree.</param>
    /// <param name="monotone">−1, 0 or 1 a kept feature; empty when no feature is constrained.</param>
    /// <param name="pool">Threads to work with.</param>
    /// <param name="clock">Told which phase runs.</param>
    internal TreeGrower(
        BinnedMatrix bins, TrainerOptions options, QuantisedGradients gradients, int[] monotone, WorkerPool pool, TrainingClock clock)
    {
        (_bins, _options, _gradients, _monotone, _pool, _clock) = (bins, options, gradients, monotone, pool, clock);
        _output = new LeafOutput(options.LambdaL1, options.LambdaL2);
        _search = new SplitSearch(options, gradients, monotone);
        _histograms = new LeafHistograms(bins, options.Leaves, pool.Threads);
        _leaves = new GrowingLeaf[options.Leaves];
        _smallerBest = new Split[bins.Features];
        _largerBest = new Split[bins.Features];
        Partition = new RowPartition(bins.Rows, pool);
        _scratch = [.. Enumerable.Range(0, pool.Threads).Select(_ => new AlignedMemory<long>(SplitSearch.ScratchLength))];
    }

    /// <summary>Which rows lie in which leaf of the tree last grown.</summary>
    internal RowPartition Partition { get; }

    /// <summary>The leaves of the tree last grown.</summary>
    internal ReadOnlySpan<GrowingLeaf> Leaves(RegressionTree tree) => _leaves.AsSpan(0, tree.Leaves);

    /// <summary>Grows a tree, outputs already multiplied by the learning rate.</summary>
    /// <param name="sample">Rows to grow it on; empty means all.</param>
    /// <param name="featureInTree">Whether the tree may use each kept feature.</param>
    /// <param name="cancellation">Looked at before every split.</param>
    internal GrownTree Grow(ReadOnlySpan<int> sample, bool[] featureInTree, CancellationToken cancellation)
    {
        _featureInTree = featureInTree;
        TreeBuilder builder = new(_options.Leaves);
        List<BinSplit> splits = [];
        PlantRoot(Partition.Reset(sample), builder);
        while (builder.Leaves < _options.Leaves)
        {
            cancellation.ThrowIfCancellationRequested();
            int best = 0;
            for (int leaf = 1; leaf < builder.Leaves; leaf++)
            {
                if (_leaves[leaf].Best.Gain > _leaves[best].Best.Gain)
                    best = leaf;
            }

            if (!_leaves[best].Best.Exists)
                break;
            int right = Divide(best, builder, splits);
            if (builder.Leaves < _options.Leaves)
                FindSplits(best, right);
        }

        builder.Shrink(_options.LearningRate);
        return new GrownTree(builder.Build(), [.. splits]);
    }

    public void Dispose()
    {
        Partition.Dispose();
        _histograms.Dispose();
        _goesLeft.Dispose();
        foreach (AlignedMemory<long> scratch in _scratch)
            scratch.Dispose();
    }

    private void PlantRoot(int rows, TreeBuilder builder)
    {
        long gradient = 0, hessian = 0;
        long* pairs = _gradients.Pairs;
        for (int i = 0; i < rows; i++)
        {
            long row = Partition.Rows[i];
            gradient += pairs[2 * row];
            hessian += pairs[2 * row + 1];
        }

        LeafTotals totals = new(gradient, hessian, double.NegativeInfinity, double.PositiveInfinity);
        _leaves[0] = new GrowingLeaf(0, rows, 0, 0, totals, Split.None);
        Record(0, builder);
        _histograms.AllowAll(0, _featureInTree);
        FindSplits(0, -1);
    }

    /// <summary>Carries out the best split of a leaf; the left half keeps the number, the right half gets the next.</summary>
    private int Divide(int leaf, TreeBuilder builder, List<BinSplit> splits)
    {
        _clock.Enter(TrainingPhase.Partition);
        GrowingLeaf parent = _leaves[leaf];
        Split split = parent.Best;
        FeatureBins bins = _bins.Bins[split.Feature];
        BinSplit bySplit = new(split.Feature, split.Bin, bins.HasMissing ? bins.NumberBins : -1, split.MissingLeft);
        for (int bin = 0; bin < HistogramKernel.Slots; bin++)
            _goesLeft.Pointer[bin] = (byte)(bySplit.GoesLeft(bin) ? 1 : 0);
        int left = Partition.Split(parent.Start, parent.Count, _bins.Column(split.Feature), _goesLeft.Pointer);
        MissingType missing = bins.HasMissing ? MissingType.NaN : MissingType.None;
        int right = builder.Split(
            leaf, _bins.Columns[split.Feature], bins.Threshold(split.Bin), missing, split.MissingLeft, split.Gain + _options.MinGainToSplit);
        splits.Add(bySplit);

        (LeafTotals leftTotals, LeafTotals rightTotals) = ChildTotals(parent, split);
        bool leftSmaller = left < parent.Count - left;
        int fresh = right;
        _leaves[leaf] = new GrowingLeaf(parent.Start, left, parent.Depth + 1, leftSmaller ? fresh : parent.Slot, leftTotals, Split.None);
        _leaves[right] = new GrowingLeaf(
            parent.Start + left, parent.Count - left, parent.Depth + 1, leftSmaller ? parent.Slot : fresh, rightTotals, Split.None);
        Record(leaf, builder);
        Record(right, builder);
        return right;
    }

    private (LeafTotals Left, LeafTotals Right) ChildTotals(in GrowingLeaf parent, in Split split)
    {
        LeafTotals whole = parent.Totals;
        LeafTotals left = whole with { Gradient = split.LeftGradient, HessianAndCount = split.LeftHessianAndCount };
        LeafTotals right = whole with
        {
            Gradient = whole.Gradient - split.LeftGradient,
            HessianAndCount = whole.HessianAndCount - split.LeftHessianAndCount,
        };
        int direction = _monotone.Length == 0 ? 0 : _monotone[split.Feature];
        if (direction == 0)
            return (left, right);
        double middle = (OutputOf(left) + OutputOf(right)) / 2;
        return direction > 0
            ? (left with { Upper = middle }, right with { Lower = middle })
            : (left with { Lower = middle }, right with { Upper = middle });
    }

    private double OutputOf(in LeafTotals totals) => Math.Clamp(
        _output.Best(_gradients.Gradient(totals.Gradient), _gradients.Hessian(totals.HessianAndCount)), totals.Lower, totals.Upper);

    private void Record(int leaf, TreeBuilder builder)
    {
        LeafTotals totals = _leaves[leaf].Totals;
        builder.SetLeaf(leaf, OutputOf(totals), _gradients.Hessian(totals.HessianAndCount), _leaves[leaf].Count);
    }

    /// <summary>Builds the histogram of the smaller leaf, takes it from the parent's for the larger one, and searches both.</summary>
    /// <param name="left">The leaf that kept its number.</param>
    /// <param name="right">The new leaf, or −1 at the root.</param>
    private void FindSplits(int left, int right)
    {
        bool leftCan = CanSplit(left), rightCan = right >= 0 && CanSplit(right);
        if (!leftCan && !rightCan)
            return;
        bool leftSmaller = right < 0 || _leaves[left].Count < _leaves[right].Count;
        int smaller = leftSmaller ? left : right, larger = leftSmaller ? right : left;
        bool smallerCan = leftSmaller ? leftCan : rightCan, largerCan = leftSmaller ? rightCan : leftCan;

        _clock.Enter(TrainingPhase.Histogram);
        AddRows(_leaves[smaller]);
        _clock.Enter(TrainingPhase.Search);
        _pool.ForEach(_bins.Features, (feature, worker) => Search(feature, worker, smaller, smallerCan, larger, largerCan));
        _histograms.PartsAreClear();
        Keep(smaller, _smallerBest);
        if (larger >= 0)
            Keep(larger, _largerBest);
        _clock.Enter(TrainingPhase.Other);
    }

    private void AddRows(GrowingLeaf leaf)
    {
        if (leaf.Count < 2 * RowsPerChunk)
        {
            AddChunk(leaf.Start, leaf.Count, 0);
            return;
        }

        _pool.ForBlocks(leaf.Count, RowsPerChunk, (from, to, worker) => AddChunk(leaf.Start + from, to - from, worker));
    }

    private void AddChunk(int start, int count, int worker) => HistogramKernel.Add(
        _bins.ByRow, _bins.Stride, Partition.Rows + start, count, _gradients.Pairs, _histograms.PartToFill(worker));

    private void Search(int feature, int worker, int smaller, bool smallerCan, int larger, bool largerCan)
    {
        int parentSlot = larger >= 0 ? _leaves[larger].Slot : _leaves[smaller].Slot;
        (_smallerBest[feature], _largerBest[feature]) = (Split.None, Split.None);
        bool worthwhile = _histograms.Allows(parentSlot, feature);
        if (larger >= 0)
            _histograms.Merge(feature, _leaves[smaller].Slot, parentSlot, worthwhile);
        else
            _histograms.Merge(feature, _leaves[smaller].Slot, -1, worthwhile);
        if (!worthwhile)
        {
            _histograms.Allow(_leaves[smaller].Slot, feature, false);
            return;
        }

        FeatureBins bins = _bins.Bins[feature];
        if (smallerCan)
            _smallerBest[feature] = BestOf(smaller, feature, bins, worker);
        if (larger >= 0 && largerCan)
            _largerBest[feature] = BestOf(larger, feature, bins, worker);
        _histograms.Allow(_leaves[smaller].Slot, feature, _smallerBest[feature].Exists);
        if (larger >= 0)
            _histograms.Allow(parentSlot, feature, _largerBest[feature].Exists);
    }

    private Split BestOf(int leaf, int feature, FeatureBins bins, int worker) => _search.Best(
        feature, _histograms.Of(_leaves[leaf].Slot, feature), bins.NumberBins, bins.HasMissing, _leaves[leaf].Totals, _scratch[worker].Pointer);

    private void Keep(int leaf, Split[] candidates)
    {
        Split best = Split.None;
        foreach (Split candidate in candidates)
        {
            if (candidate.Gain > best.Gain)
                best = candidate;
        }

        _leaves[leaf] = _leaves[leaf] with { Best = best };
    }

    private bool CanSplit(int leaf) =>
        _leaves[leaf].Count >= 2 * Math.Max(1, _options.MinDataInLeaf) && (_options.MaxDepth <= 0 || _leaves[leaf].Depth < _options.MaxDepth);
}
