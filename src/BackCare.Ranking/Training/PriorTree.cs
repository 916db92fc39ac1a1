using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>The first tree of a forest that starts from a prior: a rising staircase over one feature, as steep as the training groups support.</summary>
/// <remarks>Boosting then corrects the prior instead of learning it again, so that with few responses a model orders as the prior does. Only the staircase's height
/// is learned: one number, the zero of the derivative of the pairwise loss along the prior, which falls as the staircase rises.</remarks>
internal sealed unsafe class PriorTree(BinnedMatrix bins, int feature, FeatureMatrix matrix, WorkerPool pool)
{
    /// <summary>Heights looked at: from one at which the prior only breaks ties to one at which the logistic cannot tell it from certainty.</summary>
    private const double Lowest = 1e-3, Highest = 50;

    private const int Halvings = 20;

    private readonly double[] _step = Steps(bins, feature, matrix);

    /// <summary>Grows the tree.</summary>
    /// <param name="gradients">Retaken several times; the caller takes them again before the next tree.</param>
    internal GrownTree Grow(GroupGradients gradients)
    {
        double low = Math.Log(Lowest), high = Math.Log(Highest);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(gradients, Math.Exp(middle)) > 0 ? (middle, high) : (low, middle);
        }

        return Staircase(gradients, Math.Exp((low + high) / 2));
    }

    /// <summary>Mean value of each bin, brought to [0, 1].</summary>
    private static double[] Steps(BinnedMatrix bins, int feature, FeatureMatrix matrix)
    {
        double[] sum = new double[bins.Bins[feature].Bins], count = new double[sum.Length];
        ReadOnlySpan<float> values = matrix.Column(bins.Columns[feature]);
        byte* cells = bins.Column(feature);
        for (int row = 0; row < values.Length; row++)
        {
            sum[cells[row]] += values[row];
            count[cells[row]]++;
        }

        FeatureBins range = bins.Bins[feature];
        double lowest = range.Lowest, span = range.Highest - lowest;
        for (int bin = 0; bin < sum.Length; bin++)
            sum[bin] = count[bin] > 0 ? (sum[bin] / count[bin] - lowest) / span : Math.Clamp((range.Threshold(bin) - lowest) / span, 0, 1);
        return sum;
    }

    private double Slope(GroupGradients gradients, double height)
    {
        gradients.Update(Scores(height));
        byte* cells = bins.Column(feature);
        double slope = 0;
        for (int row = 0; row < bins.Rows; row++)
            slope += gradients.Gradient[row] * _step[cells[row]];
        return slope;
    }

    private double[] Scores(double height)
    {
        double[] scores = new double[bins.Rows];
        byte* cells = bins.Column(feature);
        pool.ForBlocks(bins.Rows, 8_192, (start, end, _) =>
        {
            for (int row = start; row < end; row++)
                scores[row] = height * _step[cells[row]];
        });
        return scores;
    }

    /// <summary>A balanced tree with a leaf a bin; gains and weights are those of the gradients before any tree.</summary>
    private GrownTree Staircase(GroupGradients gradients, double height)
    {
        gradients.Update(new double[bins.Rows]);
        int count = _step.Length;
        double[] push = new double[count], curve = new double[count];
        int[] rows = new int[count];
        byte* cells = bins.Column(feature);
        for (int row = 0; row < bins.Rows; row++)
        {
            push[cells[row]] += gradients.Gradient[row];
            curve[cells[row]] += gradients.Hessian[row];
            rows[cells[row]]++;
        }

        TreeBuilder builder = new(count);
        List<BinSplit> splits = [];
        LeafOutput output = new(0, 0);
        Describe(0, 0, count);
        Divide(0, 0, count);
        return new GrownTree(builder.Build(), [.. splits]);

        void Divide(int leaf, int from, int to)
        {
            if (to - from < 2)
                return;
            int middle = (from + to) / 2;
            double gain = Gain(from, middle) + Gain(middle, to) - Gain(from, to);
            int right = builder.Split(leaf, bins.Columns[feature], bins.Bins[feature].Threshold(middle - 1), MissingType.None, defaultLeft: false, Math.Max(0, gain));
            splits.Add(new BinSplit(feature, middle - 1, -1, false));
            Describe(leaf, from, middle);
            Describe(right, middle, to);
            Divide(leaf, from, middle);
            Divide(right, middle, to);
        }

        void Describe(int leaf, int from, int to)
        {
            int inside = rows[from..to].Sum();
            double mean = 0;
            for (int bin = from; bin < to; bin++)
                mean += inside > 0 ? height * _step[bin] * rows[bin] / inside : height * _step[bin] / (to - from);
            builder.SetLeaf(leaf, mean, curve[from..to].Sum(), inside);
        }

        double Gain(int from, int to) => output.Gain(push[from..to].Sum(), curve[from..to].Sum());
    }
}
