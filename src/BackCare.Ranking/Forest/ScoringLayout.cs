using System.Runtime.InteropServices;

namespace BackCare.Ranking.Forest;

/// <summary>One test of a word of leaves: a row that goes right at the node cannot end in the leaves whose bit is clear in <see cref="Keep"/>.</summary>
/// <param name="Offset">Start of the feature's column in a block of rows.</param>
/// <param name="Threshold">Largest single-precision value that goes left.</param>
/// <param name="Keep">Bits of the leaves that stay possible.</param>
internal readonly record struct LeafTest(int Offset, float Threshold, uint Keep);

/// <summary>Up to 32 neighbouring leaves of one tree, the leftmost at the highest bit, and the tests that decide among them.</summary>
/// <param name="NanLeft">First test of the nodes where a NaN goes left.</param>
/// <param name="NanRight">First test of the nodes where a NaN goes right.</param>
/// <param name="Special">First test that takes the general path: categories, and zero as missing value.</param>
/// <param name="End">End of the tests.</param>
/// <param name="Present">Bits of the leaves that exist.</param>
internal readonly record struct LeafWord(int NanLeft, int NanRight, int Special, int End, uint Present);

/// <summary>A forest laid out so that many rows are tested against a node at once, without walking.</summary>
/// <remarks>The idea is QuickScorer's (Lucchese et al., SIGIR 2015): every node that a row fails removes the leaves of its left half, whatever
/// the order of the tests; the leftmost leaf that remains is where the row ends. Trees of more than <see cref="MostLeaves"/> leaves are walked.
/// A single-precision value is at most a double threshold exactly when it is at most the largest float that is not above it.</remarks>
internal sealed class ScoringLayout
{
    /// <summary>Rows of a block; a column of the block takes so many floats.</summary>
    public const int BlockRows = 64;

    /// <summary>Leaves of one word.</summary>
    public const int WordLeaves = 32;

    /// <summary>Beyond this the tests of a tree would outnumber its nodes by too much.</summary>
    public const int MostLeaves = 256;

    private readonly ForestNodes _nodes;
    private readonly int[] _slots;
    private readonly List<int> _features = [];
    private readonly List<LeafTest> _tests = [];
    private readonly List<int> _nodeOfTest = [];
    private readonly List<LeafWord> _words = [];
    private readonly List<double> _leafValues = [];

    public ScoringLayout(ForestNodes nodes, int features)
    {
        _nodes = nodes;
        _slots = new int[features];
        _slots.AsSpan().Fill(-1);
        int trees = nodes.NodeStart.Length - 1;
        WordStart = new int[trees + 1];
        for (int tree = 0; tree < trees; tree++)
        {
            AddTree(tree);
            WordStart[tree + 1] = _words.Count;
        }

        Features = [.. _features];
    }

    /// <summary>Words of tree t are <c>[WordStart[t], WordStart[t + 1])</c>; a tree without words is walked.</summary>
    public int[] WordStart { get; }

    public ForestNodes Nodes => _nodes;

    public ReadOnlySpan<LeafWord> Words => CollectionsMarshal.AsSpan(_words);

    public ReadOnlySpan<LeafTest> Tests => CollectionsMarshal.AsSpan(_tests);

    /// <summary>Node of the forest behind each test.</summary>
    public ReadOnlySpan<int> NodeOfTest => CollectionsMarshal.AsSpan(_nodeOfTest);

    /// <summary>Leaf outputs from left to right, <see cref="WordLeaves"/> places a word.</summary>
    public ReadOnlySpan<double> LeafValues => CollectionsMarshal.AsSpan(_leafValues);

    /// <summary>Features that any tree asks for: the columns of a block, in order.</summary>
    public int[] Features { get; }

    /// <summary>Where the column of a feature starts in a block.</summary>
    public int OffsetOf(int feature) => _slots[feature] * BlockRows;

    private void AddTree(int tree)
    {
        int nodeStart = _nodes.NodeStart[tree], nodes = _nodes.NodeStart[tree + 1] - nodeStart, leaves = nodes + 1;
        for (int node = 0; node < nodes; node++)
        {
            int feature = _nodes.SplitFeature[nodeStart + node];
            if (_slots[feature] >= 0) continue;
            _slots[feature] = _features.Count;
            _features.Add(feature);
        }

        if (leaves > MostLeaves) return;
        int[] firstLeaf = new int[nodes], rightLeaf = new int[nodes], order = new int[leaves];
        FindLeafRanges(nodeStart, firstLeaf, rightLeaf, order);
        for (int first = 0; first < leaves; first += WordLeaves) AddWord(tree, first, leaves, firstLeaf, rightLeaf, order);
    }

    /// <summary>For each node the leaves (counted from the left) of its left half, <c>[firstLeaf, rightLeaf)</c>; and the leaf at each place.</summary>
    private void FindLeafRanges(int nodeStart, int[] firstLeaf, int[] rightLeaf, int[] order)
    {
        int placed = 0;
        Stack<(int Child, int Parent)> open = new();
        open.Push((firstLeaf.Length == 0 ? ~0 : 0, -1));
        while (open.TryPop(out (int Child, int Parent) next))
        {
            if (next.Parent >= 0) rightLeaf[next.Parent] = placed;
            if (next.Child < 0)
            {
                order[placed++] = ~next.Child;
                continue;
            }

            firstLeaf[next.Child] = placed;
            open.Push((_nodes.RightChild[nodeStart + next.Child], next.Child));
            open.Push((_nodes.LeftChild[nodeStart + next.Child], -1));
        }
    }

    private void AddWord(int tree, int first, int leaves, int[] firstLeaf, int[] rightLeaf, int[] order)
    {
        int nodeStart = _nodes.NodeStart[tree], end = Math.Min(leaves, first + WordLeaves);
        Span<int> starts = stackalloc int[4];
        for (int kind = 0; kind < 3; kind++)
        {
            starts[kind] = _tests.Count;
            for (int node = 0; node < firstLeaf.Length; node++)
            {
                int from = Math.Max(first, firstLeaf[node]), to = Math.Min(end, rightLeaf[node]);
                if (from >= to || KindOf(nodeStart + node) != kind) continue;
                _tests.Add(new(OffsetOf(_nodes.SplitFeature[nodeStart + node]), NotAbove(_nodes.Threshold[nodeStart + node]), ~Bits(from - first, to - first)));
                _nodeOfTest.Add(nodeStart + node);
            }
        }

        _words.Add(new(starts[0], starts[1], starts[2], _tests.Count, Bits(0, end - first)));
        for (int place = 0; place < WordLeaves; place++)
            _leafValues.Add(first + place < end ? _nodes.LeafValue[_nodes.LeafStart[tree] + order[first + place]] : 0);
    }

    /// <summary>0: a NaN goes left; 1: a NaN goes right; 2: general path.</summary>
    private int KindOf(int node)
    {
        byte decision = _nodes.DecisionType[node];
        if (NodeDecision.IsCategorical(decision) || NodeDecision.MissingOf(decision) == MissingType.Zero) return 2;
        return _nodes.GoesLeft(node, double.NaN) ? 0 : 1;
    }

    /// <summary>Bits of the places from <paramref name="from"/> up to <paramref name="to"/>, counted from the highest.</summary>
    private static uint Bits(int from, int to) => (uint)((ulong)uint.MaxValue >> from & ~((ulong)uint.MaxValue >> to));

    /// <summary>The largest single-precision number that is not above <paramref name="threshold"/>.</summary>
    private static float NotAbove(double threshold)
    {
        float near = (float)threshold;
        return near > threshold ? MathF.BitDecrement(near) : near;
    }
}
