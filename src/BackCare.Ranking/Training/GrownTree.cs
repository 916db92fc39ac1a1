using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>A leaf while its tree grows.</summary>
/// <param name="Start">Its first place in the row partition.</param>
/// <param name="Count">Its rows.</param>
/// <param name="Depth">Splits above it.</param>
/// <param name="Slot">Its histogram.</param>
/// <param name="Totals">Its sums and bounds.</param>
/// <param name="Best">Its best split, if any.</param>
internal readonly record struct GrowingLeaf(int Start, int Count, int Depth, int Slot, LeafTotals Totals, Split Best);

/// <summary>A split as bins see it.</summary>
/// <param name="Feature">Number among the kept features.</param>
/// <param name="Bin">Last bin that goes left.</param>
/// <param name="MissingBin">NaN's bin, −1 without one.</param>
/// <param name="MissingLeft">Where NaN goes.</param>
internal readonly record struct BinSplit(int Feature, int Bin, int MissingBin, bool MissingLeft)
{
    internal bool GoesLeft(int bin) => bin == MissingBin ? MissingLeft : bin <= Bin;
}

/// <summary>A finished tree with its splits in terms of bins, node by node.</summary>
internal sealed unsafe record GrownTree(RegressionTree Tree, BinSplit[] Splits)
{
    /// <summary>The leaf a binned row falls into.</summary>
    internal int LeafOf(byte* cells)
    {
        if (Splits.Length == 0)
            return 0;
        int node = 0;
        while (node >= 0)
        {
            ref readonly BinSplit split = ref Splits[node];
            node = split.GoesLeft(cells[split.Feature]) ? Tree.LeftChild[node] : Tree.RightChild[node];
        }

        return ~node;
    }

    /// <summary>Adds this tree's output to the score of every row.</summary>
    internal void AddTo(double[] scores, BinnedMatrix rows, WorkerPool pool) => pool.ForBlocks(rows.Rows, 1_024, (start, end, _) =>
    {
        for (int row = start; row < end; row++)
            scores[row] += Tree.LeafValue[LeafOf(rows.ByRow + (long)row * rows.Stride)];
    });
}
