using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Training;

/// <summary>Finds the best threshold of one feature in one leaf from the leaf's histogram.</summary>
/// <remarks>Ties go to the largest threshold while NaN goes left or nowhere, to the smallest while NaN goes right, and between the two to the
/// left: LightGBM's order, so both choose alike among thresholds with the same rows.</remarks>
internal sealed unsafe class SplitSearch
{
    /// <summary>Longs of scratch a search needs.</summary>
    internal const int ScratchLength = 2 * (HistogramKernel.Slots + Lanes);

    private const int Lanes = 8;
    private const int HalfScratch = HistogramKernel.Slots + Lanes;

    private readonly TrainerOptions _options;
    private readonly QuantisedGradients _units;
    private readonly LeafOutput _output;
    private readonly int[] _monotone;
    private readonly int _minRows;

    /// <param name="options">Least rows, hessian and gain; penalties.</param>
    /// <param name="units">Units of the histograms.</param>
    /// <param name="monotone">−1, 0 or 1 a kept feature; empty when no feature is constrained.</param>
    internal SplitSearch(TrainerOptions options, QuantisedGradients units, int[] monotone)
    {
        (_options, _units, _monotone) = (options, units, monotone);
        _output = new LeafOutput(options.LambdaL1, options.LambdaL2);
        _minRows = Math.Max(1, options.MinDataInLeaf);
    }

    /// <summary>The best split of the leaf by this feature, or <see cref="Split.None"/>.</summary>
    /// <param name="feature">Number among the kept features.</param>
    /// <param name="histogram">The leaf's sums for this feature.</param>
    /// <param name="numberBins">Bins that hold numbers.</param>
    /// <param name="hasMissing">Whether one more bin holds NaN.</param>
    /// <param name="leaf">The leaf's totals.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> longs.</param>
    internal Split Best(int feature, long* histogram, int numberBins, bool hasMissing, in LeafTotals leaf, long* scratch)
    {
        long* gradients = scratch, hessians = scratch + HalfScratch;
        Vector128<long> sum = Vector128<long>.Zero;
        for (int bin = 0; bin < numberBins; bin++)
        {
            sum += Vector128.Load(histogram + 2 * bin);
            gradients[bin] = sum[0];
            hessians[bin] = sum[1];
        }

        double floor = _output.Gain(_units.Gradient(leaf.Gradient), _units.Hessian(leaf.HessianAndCount)) + _options.MinGainToSplit;
        if (!hasMissing)
            return Pick(feature, Scan(feature, numberBins - 1, 0, 0, preferLast: true, leaf, scratch), floor, missingLeft: true, 0, 0, scratch);

        long missingGradient = histogram[2 * numberBins], missingHessian = histogram[2 * numberBins + 1];
        Split left = Pick(
            feature,
            Scan(feature, numberBins - 1, missingGradient, missingHessian, preferLast: true, leaf, scratch),
            floor,
            missingLeft: true,
            missingGradient,
            missingHessian,
            scratch);
        Split right = Pick(feature, Scan(feature, numberBins, 0, 0, preferLast: false, leaf, scratch), floor, missingLeft: false, 0, 0, scratch);
        return right.Gain > left.Gain ? right : left;
    }

    private static Split Pick(int feature, (double Gain, int Bin) best, double floor, bool missingLeft, long addGradient, long addHessian, long* scratch) =>
        best.Gain > floor
            ? new Split(best.Gain - floor, feature, best.Bin, missingLeft, scratch[best.Bin] + addGradient, scratch[HalfScratch + best.Bin] + addHessian)
            : Split.None;

    private (double Gain, int Bin) Scan(int feature, int bins, long addGradient, long addHessian, bool preferLast, in LeafTotals leaf, long* scratch) =>
        _monotone.Length == 0
            ? ScanVector(bins, addGradient, addHessian, preferLast, leaf, scratch)
            : ScanOneByOne(feature, bins, addGradient, addHessian, preferLast, leaf, scratch);

    /// <summary>Tries the bins one after the other; the only way that knows monotone constraints, and the twin of the vector scan.</summary>
    internal (double Gain, int Bin) ScanOneByOne(
        int feature, int bins, long addGradient, long addHessian, bool preferLast, in LeafTotals leaf, long* scratch)
    {
        (double Gain, int Bin) best = (double.NegativeInfinity, -1);
        for (int bin = 0; bin < bins; bin++)
        {
            long gradient = scratch[bin] + addGradient, hessian = scratch[HalfScratch + bin] + addHessian;
            if (_units.Count(hessian) < _minRows || _units.Count(leaf.HessianAndCount - hessian) < _minRows)
                continue;
            double leftHessian = _units.Hessian(hessian), rightHessian = _units.Hessian(leaf.HessianAndCount - hessian);
            if (leftHessian < _options.MinHessianInLeaf || rightHessian < _options.MinHessianInLeaf)
                continue;
            double leftGradient = _units.Gradient(gradient), rightGradient = _units.Gradient(leaf.Gradient - gradient);
            double gain = _monotone.Length == 0
                ? _output.Gain(leftGradient, leftHessian) + _output.Gain(rightGradient, rightHessian)
                : ConstrainedGain(_monotone[feature], leftGradient, leftHessian, rightGradient, rightHessian, leaf);
            if (gain > best.Gain || (preferLast && gain == best.Gain))
                best = (gain, bin);
        }

        return best;
    }

    private double ConstrainedGain(
        int direction, double leftGradient, double leftHessian, double rightGradient, double rightHessian, in LeafTotals leaf)
    {
        double left = Math.Clamp(_output.Best(leftGradient, leftHessian), leaf.Lower, leaf.Upper);
        double right = Math.Clamp(_output.Best(rightGradient, rightHessian), leaf.Lower, leaf.Upper);
        if ((direction > 0 && left > right) || (direction < 0 && left < right))
            return double.NegativeInfinity;
        return _output.GainOf(leftGradient, leftHessian, left) + _output.GainOf(rightGradient, rightHessian, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal (double Gain, int Bin) ScanVector(int bins, long addGradient, long addHessian, bool preferLast, in LeafTotals leaf, long* scratch)
    {
        Vector512<double> gradientStep = Vector512.Create(1 / _units.GradientUnits), hessianStep = Vector512.Create(1 / _units.HessianUnits);
        Vector512<double> minHessian = Vector512.Create(_options.MinHessianInLeaf), l1 = Vector512.Create(_output.L1);
        Vector512<double> l2 = Vector512.Create(_output.L2), tiny = Vector512.Create(LeafOutput.Floor);
        Vector512<long> countMask = Vector512.Create((1L << _units.CountBits) - 1), minRows = Vector512.Create((long)_minRows);
        Vector512<long> totalGradient = Vector512.Create(leaf.Gradient), totalHessian = Vector512.Create(leaf.HessianAndCount);
        Vector512<long> lane = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), bestBin = Vector512.Create(-1L);
        Vector512<double> best = Vector512.Create(double.NegativeInfinity);
        for (int bin = 0; bin < bins; bin += Lanes)
        {
            Vector512<long> gradient = Vector512.Load(scratch + bin) + Vector512.Create(addGradient);
            Vector512<long> hessian = Vector512.Load(scratch + HalfScratch + bin) + Vector512.Create(addHessian);
            Vector512<long> otherHessian = totalHessian - hessian;
            Vector512<double> leftHessian = Vector512.ConvertToDouble(hessian >> _units.CountBits) * hessianStep;
            Vector512<double> rightHessian = Vector512.ConvertToDouble(otherHessian >> _units.CountBits) * hessianStep;
            Vector512<double> left = Shrunk(Vector512.ConvertToDouble(gradient) * gradientStep, l1);
            Vector512<double> right = Shrunk(Vector512.ConvertToDouble(totalGradient - gradient) * gradientStep, l1);
            Vector512<double> gain = left * left / (leftHessian + l2 + tiny) + right * right / (rightHessian + l2 + tiny);
            Vector512<long> bad = Vector512.LessThan(hessian & countMask, minRows) | Vector512.LessThan(otherHessian & countMask, minRows)
                | Vector512.LessThan(leftHessian, minHessian).AsInt64() | Vector512.LessThan(rightHessian, minHessian).AsInt64()
                | Vector512.GreaterThanOrEqual(lane, Vector512.Create((long)(bins - bin)));
            gain = Vector512.ConditionalSelect(bad.AsDouble(), Vector512.Create(double.NegativeInfinity), gain);
            Vector512<double> better = preferLast ? Vector512.GreaterThanOrEqual(gain, best) : Vector512.GreaterThan(gain, best);
            best = Vector512.ConditionalSelect(better, gain, best);
            bestBin = Vector512.ConditionalSelect(better.AsInt64(), lane + Vector512.Create((long)bin), bestBin);
        }

        return BestLane(best, bestBin, preferLast);
    }

    private static (double Gain, int Bin) BestLane(Vector512<double> gains, Vector512<long> bins, bool preferLast)
    {
        (double Gain, int Bin) best = (gains[0], (int)bins[0]);
        for (int i = 1; i < Lanes; i++)
        {
            int bin = (int)bins[i];
            if (gains[i] > best.Gain || (gains[i] == best.Gain && (bin > best.Bin == preferLast)))
                best = (gains[i], bin);
        }

        return best;
    }

    /// <summary>Pulls gradients towards 0 by <paramref name="l1"/>, not beyond; only their squares are used, so the sign may go.</summary>
    private static Vector512<double> Shrunk(Vector512<double> gradient, Vector512<double> l1) =>
        Vector512.Max(Vector512.Abs(gradient) - l1, Vector512<double>.Zero);
}
