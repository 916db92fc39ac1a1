using System.Runtime.CompilerServices;
using BackCare.Ranking.Data;

namespace BackCare.Ranking.Training;

/// <summary>Gradients of every row of the training data at the current scores, group by group.</summary>
/// <remarks>Under <see cref="LambdaObjective.Counterfactual"/> a row's gain is its worth over the mean of those above 0, so that penalties and least hessians mean
/// the same whatever the weights; under <see cref="LambdaObjective.Rate"/> pushes are divided by that mean for the same reason.</remarks>
internal sealed unsafe class GroupGradients : IDisposable
{
    private const int RowsPerBlock = 2_048;

    private readonly RankingData _data;
    private readonly TrainerOptions _options;
    private readonly DcgTable _table;
    private readonly WorkerPool _pool;
    private readonly double[] _gains;
    private readonly double[] _inverseIdeal;
    private readonly int[] _order;
    private readonly double _scale = 1;
    private readonly int[] _blockStarts;
    private readonly (double Push, double Curve)[] _blockSums;
    private readonly AlignedMemory<double>[] _scratch;
    private readonly int _scratchRows;

    internal GroupGradients(RankingData data, TrainerOptions options, WorkerPool pool)
    {
        (_data, _options, _pool) = (data, options, pool);
        int longest = 1;
        for (int group = 0; group < data.Groups; group++)
            longest = Math.Max(longest, data.GroupStarts[group + 1] - data.GroupStarts[group]);
        _scratchRows = (longest + 2 * PairwiseKernel.Lanes - 1) & ~(PairwiseKernel.Lanes - 1);
        _table = new DcgTable(options.Truncation, longest + PairwiseKernel.Lanes);
        _gains = new double[data.Rows];
        _order = new int[data.Rows];
        _inverseIdeal = new double[data.Groups];
        Gradient = new double[data.Rows];
        Hessian = new double[data.Rows];
        Prepare();
        if (options.Objective == LambdaObjective.Rate)
            _scale = InverseMeanGrade(data.Grades);
        _blockStarts = BlocksOf(data.GroupStarts);
        _blockSums = new (double, double)[_blockStarts.Length - 1];
        _scratch = [.. Enumerable.Range(0, pool.Threads).Select(_ => new AlignedMemory<double>(6L * _scratchRows))];
    }

    /// <summary>Push on each row; positive lifts it.</summary>
    internal double[] Gradient { get; }

    /// <summary>Second derivative of each row, at least 0.</summary>
    internal double[] Hessian { get; }

    /// <summary>Sum over rows of |gradient|; the same at any number of threads.</summary>
    internal double TotalPush { get; private set; }

    /// <summary>Sum over rows of the hessian; the same at any number of threads.</summary>
    internal double TotalCurve { get; private set; }

    /// <summary>Takes the gradients at <paramref name="scores"/>.</summary>
    internal void Update(double[] scores)
    {
        double level = _options.Objective == LambdaObjective.Rate ? LevelAt(scores) : 0;
        _pool.ForEach(_blockSums.Length, (block, worker) =>
        {
            double push = 0, curve = 0;
            for (int group = _blockStarts[block]; group < _blockStarts[block + 1]; group++)
            {
                int start = _data.GroupStarts[group], rows = _data.GroupStarts[group + 1] - start;
                if (_options.Objective == LambdaObjective.Rate)
                    RateGradient.ForRows(
                        scores.AsSpan(start, rows), _data.Grades.Slice(start, rows), WeightsOf(start, rows), level, _scale, Gradient.AsSpan(start, rows), Hessian.AsSpan(start, rows));
                else
                    OneGroup(group, start, rows, scores, _scratch[worker].Pointer);
                for (int row = start; row < start + rows; row++)
                {
                    push += Math.Abs(Gradient[row]);
                    curve += Hessian[row];
                }
            }

            _blockSums[block] = (push, curve);
        });
        (TotalPush, TotalCurve) = (0, 0);
        foreach ((double push, double curve) in _blockSums)
        {
            TotalPush += push;
            TotalCurve += curve;
        }
    }

    public void Dispose()
    {
        foreach (AlignedMemory<double> scratch in _scratch)
            scratch.Dispose();
    }

    /// <summary>What a look at score 0 earns; 0 when nothing was earned, which pushes nothing.</summary>
    private double LevelAt(double[] scores)
    {
        _pool.ForEach(_blockSums.Length, (block, _) =>
        {
            int start = _data.GroupStarts[_blockStarts[block]], rows = _data.GroupStarts[_blockStarts[block + 1]] - start;
            _blockSums[block] = RateGradient.Sums(scores.AsSpan(start, rows), _data.Grades.Slice(start, rows), WeightsOf(start, rows));
        });
        double earned = 0, relative = 0;
        foreach ((double some, double of) in _blockSums)
        {
            earned += some;
            relative += of;
        }

        return earned > 0 ? earned / relative : 0;
    }

    private ReadOnlySpan<float> WeightsOf(int start, int rows) => _data.Weights.IsEmpty ? [] : _data.Weights.Slice(start, rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void OneGroup(int group, int start, int rows, double[] scores, double* scratch)
    {
        if (_inverseIdeal[group] == 0)
        {
            Gradient.AsSpan(start, rows).Clear();
            Hessian.AsSpan(start, rows).Clear();
            return;
        }

        ReadOnlySpan<double> groupScores = scores.AsSpan(start, rows);
        Span<int> order = _order.AsSpan(start, rows);
        RankOrder.Restore(order, groupScores);
        double* score = scratch, gain = score + _scratchRows, gradient = gain + _scratchRows, hessian = gradient + _scratchRows, powers = hessian + _scratchRows;
        new Span<double>(gradient, 2 * _scratchRows).Clear();
        for (int rank = 0; rank < rows; rank++)
        {
            score[rank] = groupScores[order[rank]];
            gain[rank] = _gains[start + order[rank]];
        }

        bool byDistance = _options.Normalise && score[0] != score[rows - 1];
        bool counterfactual = _options.Objective == LambdaObjective.Counterfactual;
        if (!((score[0] - score[rows - 1]) * _options.Sigmoid <= PairwiseKernel.WidestSpread))
        {
            OneByOne(start, rows, groupScores, order);
            return;
        }

        double sum = 0;
        fixed (double* discount = _table.Discounts)
        {
            if (counterfactual)
                CounterfactualKernel.Add(rows, score, gain, discount, _table.Depth, _options.Sigmoid, gradient, hessian, powers);
            else
            {
                sum = PairwiseKernel.Add(
                    rows, score, gain, discount, _table.Depth, _inverseIdeal[group], _options.Sigmoid, byDistance, gradient, hessian, powers);
            }
        }

        double factor = _options.Normalise && sum > 0 ? Math.Log2(1 + sum) / sum : 1;
        ReadOnlySpan<float> weights = counterfactual ? [] : _data.Weights;
        for (int rank = 0; rank < rows; rank++)
        {
            int row = start + order[rank];
            double scale = weights.IsEmpty ? factor : factor * weights[row];
            Gradient[row] = gradient[rank] * scale;
            Hessian[row] = hessian[rank] * scale;
        }
    }

    private void OneByOne(int start, int rows, ReadOnlySpan<double> scores, ReadOnlySpan<int> order)
    {
        Span<double> gradient = Gradient.AsSpan(start, rows), hessian = Hessian.AsSpan(start, rows);
        if (_options.Objective == LambdaObjective.Counterfactual)
        {
            CounterfactualGradient.ForQuery(scores, _gains.AsSpan(start, rows), order, _table, _options.Sigmoid, gradient, hessian);
            return;
        }

        LambdaGradient.ForQuery(
            scores, _data.Grades.Slice(start, rows), order, _table, _options.Sigmoid, gradient, hessian, _options.Normalise);
        for (int row = 0; row < rows && !_data.Weights.IsEmpty; row++)
        {
            gradient[row] *= _data.Weights[start + row];
            hessian[row] *= _data.Weights[start + row];
        }
    }

    private void Prepare()
    {
        for (int row = 0; row < _gains.Length; row++)
            _gains[row] = _options.Objective == LambdaObjective.Counterfactual ? CounterfactualGradient.Worth(_data, row) : DcgTable.Gain(_data.Grades[row]);
        if (_options.Objective == LambdaObjective.Counterfactual)
            NormaliseGains();
        for (int group = 0; group < _inverseIdeal.Length; group++)
        {
            int start = _data.GroupStarts[group], end = _data.GroupStarts[group + 1];
            _inverseIdeal[group] = _table.InverseIdeal(_data.Grades[start..end]);
            for (int row = start; row < end; row++)
                _order[row] = row - start;
        }
    }

    private void NormaliseGains()
    {
        double sum = 0;
        int above = 0;
        for (int row = 0; row < _gains.Length; row++)
        {
            sum += _gains[row];
            above += _gains[row] > 0 ? 1 : 0;
        }

        for (int row = 0; row < _gains.Length && sum > 0; row++)
            _gains[row] *= above / sum;
    }

    private static double InverseMeanGrade(ReadOnlySpan<float> grades)
    {
        double sum = 0;
        int above = 0;
        foreach (float grade in grades)
        {
            sum += grade;
            above += grade > 0 ? 1 : 0;
        }

        return sum > 0 ? above / sum : 1;
    }

    private static int[] BlocksOf(ReadOnlySpan<int> groupStarts)
    {
        List<int> starts = [0];
        for (int group = 1; group < groupStarts.Length; group++)
        {
            if (group == groupStarts.Length - 1 || groupStarts[group] - groupStarts[starts[^1]] >= RowsPerBlock)
                starts.Add(group);
        }

        return [.. starts];
    }
}
