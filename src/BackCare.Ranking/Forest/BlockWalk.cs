namespace BackCare.Ranking.Forest;

/// <summary>What the vector kernels leave to one row at a time: unusual nodes and very large trees.</summary>
internal static unsafe class BlockWalk
{
    /// <summary>Writes the leaves of a word that the special tests leave possible, one entry a row.</summary>
    public static void Test(ScoringLayout layout, LeafWord word, float* block, int rows, uint* possible)
    {
        new Span<uint>(possible, rows).Fill(word.Present);
        for (int test = word.Special; test < word.End; test++)
        {
            LeafTest leafTest = layout.Tests[test];
            int node = layout.NodeOfTest[test];
            float* column = block + leafTest.Offset;
            for (int row = 0; row < rows; row++)
            {
                if (!layout.Nodes.GoesLeft(node, column[row])) possible[row] &= leafTest.Keep;
            }
        }
    }

    /// <summary>Walks each row down every tree.</summary>
    public static void AddAll(ScoringLayout layout, float* block, int rows, double* sums)
    {
        for (int tree = 0; tree < layout.WordStart.Length - 1; tree++) Add(layout, tree, block, rows, sums);
    }

    /// <summary>Walks each row down one tree.</summary>
    public static void Add(ScoringLayout layout, int tree, float* block, int rows, double* sums)
    {
        ForestNodes nodes = layout.Nodes;
        int nodeStart = nodes.NodeStart[tree], leafStart = nodes.LeafStart[tree];
        bool isLeaf = nodes.NodeStart[tree + 1] == nodeStart;
        for (int row = 0; row < rows; row++)
        {
            int child = isLeaf ? ~0 : 0;
            while (child >= 0)
            {
                int node = nodeStart + child;
                bool left = nodes.GoesLeft(node, block[layout.OffsetOf(nodes.SplitFeature[node]) + row]);
                child = left ? nodes.LeftChild[node] : nodes.RightChild[node];
            }

            sums[row] += nodes.LeafValue[leafStart + ~child];
        }
    }
}
