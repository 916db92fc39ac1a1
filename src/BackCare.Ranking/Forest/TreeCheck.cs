using System.Collections.Immutable;

namespace BackCare.Ranking.Forest;

/// <summary>Decides whether arrays form one tree that every row can walk from the root to exactly one leaf.</summary>
internal static class TreeCheck
{
    /// <summary>LightGBM's own limit on <c>num_leaves</c>.</summary>
    public const int MostLeaves = 131_072;

    /// <summary>The first thing wrong with a tree over <paramref name="features"/> columns, or null.</summary>
    public static ModelFault? FirstFault(RegressionTree tree, int features) =>
        LengthFault(tree) ?? NodeFault(tree, features) ?? CategoryFault(tree) ?? NumberFault(tree) ?? ShapeFault(tree);

    private static ModelFault? LengthFault(RegressionTree tree)
    {
        int leaves = tree.LeafValue.Length, nodes = leaves - 1;
        if (leaves is < 1 or > MostLeaves) return new("num_leaves", $"a tree has 1 to {MostLeaves} leaves, not {leaves}");
        return Length("split_feature", tree.SplitFeature, nodes) ?? Length("threshold", tree.Threshold, nodes)
            ?? Length("decision_type", tree.DecisionType, nodes) ?? Length("left_child", tree.LeftChild, nodes)
            ?? Length("right_child", tree.RightChild, nodes) ?? Length("split_gain", tree.SplitGain, nodes)
            ?? Length("internal_value", tree.InternalValue, nodes) ?? Length("internal_weight", tree.InternalWeight, nodes)
            ?? Length("internal_count", tree.InternalCount, nodes) ?? Length("leaf_weight", tree.LeafWeight, leaves)
            ?? Length("leaf_count", tree.LeafCount, leaves);
    }

    private static ModelFault? Length<T>(string field, ImmutableArray<T> values, int expected) =>
        values.Length == expected ? null : new(field, $"{expected} values are needed, {values.Length} are there");

    private static ModelFault? NodeFault(RegressionTree tree, int features)
    {
        for (int node = 0; node < tree.Nodes; node++)
        {
            if ((uint)tree.SplitFeature[node] >= (uint)features)
                return new("split_feature", $"node {node} splits on column {tree.SplitFeature[node]} of {features}");
            byte decision = tree.DecisionType[node];
            if (decision > NodeDecision.Largest) return new("decision_type", $"node {node} has the unknown decision type {decision}");
            double threshold = tree.Threshold[node];
            if (double.IsNaN(threshold)) return new("threshold", $"node {node} has no number as threshold");
            if (NodeDecision.IsCategorical(decision) && !(threshold >= 0 && threshold < tree.CategorySets && threshold == Math.Floor(threshold)))
                return new("threshold", $"node {node} names a category set that is not one of the {tree.CategorySets}");
        }

        return null;
    }

    private static ModelFault? CategoryFault(RegressionTree tree)
    {
        ImmutableArray<int> start = tree.CategoryStart;
        if (start.Length == 0) return tree.CategoryBits.Length == 0 ? null : new("cat_threshold", "there are category words but no sets");
        if (start[0] != 0) return new("cat_boundaries", "the first set does not start at word 0");
        for (int set = 1; set < start.Length; set++)
        {
            if (start[set] < start[set - 1]) return new("cat_boundaries", $"set {set - 1} ends before it starts");
        }

        return start[^1] == tree.CategoryBits.Length
            ? null
            : new("cat_threshold", $"{start[^1]} words are needed, {tree.CategoryBits.Length} are there");
    }

    private static ModelFault? NumberFault(RegressionTree tree)
    {
        for (int leaf = 0; leaf < tree.Leaves; leaf++)
        {
            if (!double.IsFinite(tree.LeafValue[leaf])) return new("leaf_value", $"leaf {leaf} has no finite output");
            if (double.IsNaN(tree.LeafWeight[leaf])) return new("leaf_weight", $"leaf {leaf} has no number as weight");
            if (tree.LeafCount[leaf] < 0) return new("leaf_count", $"leaf {leaf} has {tree.LeafCount[leaf]} rows");
        }

        for (int node = 0; node < tree.Nodes; node++)
        {
            if (double.IsNaN(tree.SplitGain[node])) return new("split_gain", $"node {node} has no number as gain");
            if (double.IsNaN(tree.InternalValue[node])) return new("internal_value", $"node {node} has no number as value");
            if (double.IsNaN(tree.InternalWeight[node])) return new("internal_weight", $"node {node} has no number as weight");
            if (tree.InternalCount[node] < 0) return new("internal_count", $"node {node} has {tree.InternalCount[node]} rows");
        }

        return double.IsFinite(tree.Shrinkage) ? null : new("shrinkage", "it is not a finite number");
    }

    /// <summary>Every leaf and every node but the root has one parent, and all hang from the root; so there is no cycle.</summary>
    private static ModelFault? ShapeFault(RegressionTree tree)
    {
        if (tree.Nodes == 0) return null;
        bool[] nodeSeen = new bool[tree.Nodes], leafSeen = new bool[tree.Leaves];
        int[] open = new int[tree.Nodes];
        int waiting = 1, reached = 1;
        nodeSeen[0] = true;
        while (waiting > 0)
        {
            int node = open[--waiting];
            for (int side = 0; side < 2; side++)
            {
                string field = side == 0 ? "left_child" : "right_child";
                int child = side == 0 ? tree.LeftChild[node] : tree.RightChild[node];
                bool isLeaf = child < 0;
                int index = isLeaf ? ~child : child;
                bool[] seen = isLeaf ? leafSeen : nodeSeen;
                string what = isLeaf ? "leaf" : "node";
                if (index >= seen.Length) return new(field, $"node {node} points to {what} {index}, which does not exist");
                if (seen[index]) return new(field, $"node {node} points to {what} {index}, which already has a place in the tree");
                seen[index] = true;
                if (isLeaf) continue;
                open[waiting++] = index;
                reached++;
            }
        }

        return reached == tree.Nodes ? null : new("left_child", $"{tree.Nodes - reached} nodes cannot be reached from the root");
    }
}
