using BackCare.Ranking.Forest;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>The plain way: each row down each tree, a node at a time, over flat arrays. Numerical splits without missing values only.</summary>
internal sealed class NaiveWalk
{
    private readonly int[] _start, _leafStart, _feature, _left, _right;
    private readonly double[] _threshold, _value;
    private readonly int _width;

    internal NaiveWalk(FlatForest forest)
    {
        ForestNodes nodes = forest.Nodes;
        (_start, _leafStart) = (nodes.NodeStart.ToArray(), nodes.LeafStart.ToArray());
        (_feature, _left, _right) = (nodes.SplitFeature.ToArray(), nodes.LeftChild.ToArray(), nodes.RightChild.ToArray());
        (_threshold, _value, _width) = (nodes.Threshold.ToArray(), nodes.LeafValue.ToArray(), forest.Features);
    }

    internal void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (int index = 0; index < scores.Length; index++)
        {
            ReadOnlySpan<float> row = rows.Slice(index * _width, _width);
            double sum = 0;
            for (int tree = 0; tree < _start.Length - 1; tree++)
            {
                int start = _start[tree], child = _start[tree + 1] == start ? ~0 : 0;
                while (child >= 0)
                {
                    int node = start + child;
                    child = row[_feature[node]] <= _threshold[node] ? _left[node] : _right[node];
                }

                sum += _value[_leafStart[tree] + ~child];
            }

            scores[index] = sum;
        }
    }
}
