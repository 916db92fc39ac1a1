using System.Runtime.InteropServices;

namespace BackCare.Ranking.Forest;

/// <summary>An edge from a node to a child, in depth-first order.</summary>
/// <param name="Parent">The edge above; 0 stands for the root itself.</param>
/// <param name="Before">The nearest edge above that tests the same feature, 0 when there is none.</param>
/// <param name="Node">The node at the top, counted within the tree.</param>
/// <param name="Side">0 for the left child, 1 for the right one.</param>
/// <param name="Feature">Feature the node splits on.</param>
/// <param name="Share">Share of the training rows that pass this edge and all edges above that test the same feature, each among those at its node.</param>
/// <param name="LeafValue">Output when the child is a leaf, else 0.</param>
internal readonly record struct ShapEdge(int Parent, int Before, int Node, double Side, int Feature, double Share, double LeafValue);

/// <summary>What does not depend on the row in the contributions of one tree.</summary>
internal sealed class ShapTree
{
    private readonly RegressionTree _tree;
    private readonly double[] _rows;
    private readonly List<ShapEdge> _edges = [default];

    public ShapTree(RegressionTree tree)
    {
        _tree = tree;
        _rows = new double[tree.Nodes];
        CountRows();
        if (tree.Nodes > 0) AddEdges();
        else ExpectedValue = tree.LeafValue[0];
    }

    /// <summary>Edges; the one at 0 stands for the root.</summary>
    public ReadOnlySpan<ShapEdge> Edges => CollectionsMarshal.AsSpan(_edges);

    /// <summary>Most distinct features on the way to a leaf.</summary>
    public int MostFeatures { get; private set; }

    /// <summary>Mean output over the training rows.</summary>
    public double ExpectedValue { get; private set; }

    /// <summary>Sums leaf counts upwards, children before parents.</summary>
    private void CountRows()
    {
        if (_tree.Nodes == 0) return;
        List<int> order = [0];
        for (int at = 0; at < order.Count; at++)
        {
            if (_tree.LeftChild[order[at]] >= 0) order.Add(_tree.LeftChild[order[at]]);
            if (_tree.RightChild[order[at]] >= 0) order.Add(_tree.RightChild[order[at]]);
        }

        for (int at = order.Count - 1; at >= 0; at--) _rows[order[at]] = RowsOf(_tree.LeftChild[order[at]]) + RowsOf(_tree.RightChild[order[at]]);
        if (_rows[0] == 0) throw new ArgumentException("A tree has no leaf counts, so its contributions are not defined; train again or keep leaf_count= in the file.");
    }

    private double RowsOf(int child) => child < 0 ? _tree.LeafCount[~child] : _rows[child];

    /// <summary>Share of the node's rows that go to a child; half each where training saw no row.</summary>
    private double ShareOf(int node, int child) => _rows[node] == 0 ? 0.5 : RowsOf(child) / _rows[node];

    private void AddEdges()
    {
        Dictionary<int, int> last = [];
        List<(double Reach, int Features)> way = [(1, 0)];
        Stack<(int Node, bool GoesLeft, int Parent, int Leave)> open = new();
        open.Push((0, false, 0, 0));
        open.Push((0, true, 0, 0));
        while (open.TryPop(out (int Node, bool GoesLeft, int Parent, int Leave) next))
        {
            int feature = _tree.SplitFeature[next.Node];
            if (next.Leave > 0)
            {
                last[feature] = _edges[next.Leave].Before;
                continue;
            }

            int child = next.GoesLeft ? _tree.LeftChild[next.Node] : _tree.RightChild[next.Node], edge = _edges.Count;
            int before = last.GetValueOrDefault(feature);
            double share = ShareOf(next.Node, child), value = child < 0 ? _tree.LeafValue[~child] : 0;
            _edges.Add(new(next.Parent, before, next.Node, next.GoesLeft ? 0 : 1, feature, before == 0 ? share : share * _edges[before].Share, value));
            way.Add((way[next.Parent].Reach * share, way[next.Parent].Features + (before == 0 ? 1 : 0)));
            MostFeatures = Math.Max(MostFeatures, way[edge].Features);
            ExpectedValue += way[edge].Reach * value;
            if (child < 0) continue;
            last[feature] = edge;
            open.Push(next with { Leave = edge });
            open.Push((child, false, edge, 0));
            open.Push((child, true, edge, 0));
        }
    }
}
