using System.Numerics;
using System.Runtime.CompilerServices;

namespace BackCare.Ranking.Training;

/// <summary>Gradients and hessians as integers, so that sums are exact and no order of adding, no number of threads can change a bit.</summary>
/// <remarks>A row is a pair of 64-bit numbers: the gradient times <see cref="GradientUnits"/>, and the hessian times <see cref="HessianUnits"/>
/// shifted left by <see cref="CountBits"/> with a row count of 1 in the low bits. Adding pairs adds gradients, hessians and counts at once.
/// Units are powers of two chosen from the sums over all rows, so that no sum over any subset can overflow; with 200,000 rows an average
/// hessian still has 26 bits and a gradient all bits of its double.</remarks>
internal sealed unsafe class QuantisedGradients : IDisposable
{
    private readonly AlignedMemory<long> _pairs;
    private readonly WorkerPool _pool;
    private readonly int _rows;

    internal QuantisedGradients(int rows, WorkerPool pool)
    {
        (_rows, _pool) = (rows, pool);
        _pairs = new AlignedMemory<long>(2L * rows);
        CountBits = BitOperations.Log2((uint)rows) + 1;
    }

    internal long* Pairs => _pairs.Pointer;

    /// <summary>Low bits of the second number that count rows.</summary>
    internal int CountBits { get; }

    /// <summary>Steps per unit of gradient.</summary>
    internal double GradientUnits { get; private set; } = 1;

    /// <summary>Steps per unit of hessian.</summary>
    internal double HessianUnits { get; private set; } = 1;

    internal double Gradient(long sum) => sum / GradientUnits;

    internal double Hessian(long hessianAndCount) => (hessianAndCount >> CountBits) / HessianUnits;

    internal int Count(long hessianAndCount) => (int)(hessianAndCount & ((1L << CountBits) - 1));

    /// <summary>Rounds every row's gradient and hessian to the nearest step.</summary>
    internal void Take(GroupGradients gradients)
    {
        GradientUnits = UnitsFor(gradients.TotalPush, 61);
        HessianUnits = UnitsFor(gradients.TotalCurve, 62 - CountBits);
        double[] gradient = gradients.Gradient, hessian = gradients.Hessian;
        _pool.ForBlocks(_rows, 8_192, (start, end, _) => Round(gradient, hessian, start, end));
    }

    public void Dispose() => _pairs.Dispose();

    /// <summary>The largest power of two that keeps <paramref name="sum"/> at or below 2^<paramref name="bits"/>.</summary>
    private static double UnitsFor(double sum, int bits) => sum > 0 ? Math.ScaleB(1, Math.Clamp(bits - 1 - Math.ILogB(sum), -900, 900)) : 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round(double[] gradient, double[] hessian, int start, int end)
    {
        long* pairs = Pairs;
        double gradientUnits = GradientUnits, hessianUnits = HessianUnits;
        int shift = CountBits;
        for (int row = start; row < end; row++)
        {
            pairs[2L * row] = (long)Math.Floor(gradient[row] * gradientUnits + 0.5);
            pairs[2L * row + 1] = ((long)Math.Floor(hessian[row] * hessianUnits + 0.5) << shift) + 1;
        }
    }
}
