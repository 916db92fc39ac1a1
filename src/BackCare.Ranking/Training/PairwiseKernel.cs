using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Training;

/// <summary>Lambda gradients of one group whose rows are laid out by rank, eight pairs at a time; twin of <see cref="LambdaGradient.ForQuery"/>.</summary>
/// <remarks>Only additions, multiplications and divisions in a fixed order: the same bits on every processor.</remarks>
internal static unsafe class PairwiseKernel
{
    /// <summary>Lanes of a vector; every array must be readable and writable that far beyond the last row.</summary>
    internal const int Lanes = 8;

    /// <summary>Scores further apart than this (times sigma) are left to the scalar twin: their powers could overflow.</summary>
    internal const double WidestSpread = 600;

    /// <summary>Adds the pushes of all pairs of a group to <paramref name="gradient"/> and <paramref name="hessian"/>.</summary>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="score">Scores, falling; sigma × (first − last) at most <see cref="WidestSpread"/>.</param>
    /// <param name="gain">2^grade − 1 of each row.</param>
    /// <param name="discount">Discount of each position.</param>
    /// <param name="depth">Truncation depth.</param>
    /// <param name="inverseIdeal">1 over the ideal DCG.</param>
    /// <param name="sigma">Steepness of the logistic.</param>
    /// <param name="byDistance">Whether a push is divided by 0.01 + its score distance.</param>
    /// <param name="gradient">Pushes by rank.</param>
    /// <param name="hessian">Second derivatives by rank.</param>
    /// <param name="powers">Room for two numbers a row.</param>
    /// <returns>The sum of all pushes, both ends counted.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Add(
        int rows,
        double* score,
        double* gain,
        double* discount,
        int depth,
        double inverseIdeal,
        double sigma,
        bool byDistance,
        double* gradient,
        double* hessian,
        double* powers)
    {
        double* up = powers, down = powers + ((rows + 2 * Lanes - 1) & ~(Lanes - 1));
        TakePowers(rows, score, sigma, up, down);
        Vector512<double> least = Exponential.Of(Vector512.Create(-LambdaGradient.LargestReach));
        Vector512<double> most = Exponential.Of(Vector512.Create(LambdaGradient.LargestReach));
        Vector512<double> one = Vector512<double>.One, steep = Vector512.Create(sigma);
        Vector512<double> floor = Vector512.Create(LambdaGradient.DistanceFloor), signBit = Vector512.Create(-0.0);
        Vector512<double> lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7), sum = Vector512<double>.Zero;
        int last = Math.Min(rows - 1, depth);
        for (int i = 0; i < last; i++)
        {
            Vector512<double> scoreI = Vector512.Create(score[i]), gainI = Vector512.Create(gain[i]), discountI = Vector512.Create(discount[i]);
            Vector512<double> upI = Vector512.Create(up[i]), downI = Vector512.Create(down[i]);
            Vector512<double> pushI = Vector512<double>.Zero, curveI = Vector512<double>.Zero;
            for (int j = i + 1; j < rows; j += Lanes)
            {
                Vector512<double> better = gainI - Vector512.Load(gain + j);
                Vector512<double> counts = Vector512.LessThan(lanes, Vector512.Create((double)(rows - j))) & ~Vector512.Equals(better, Vector512<double>.Zero);
                Vector512<double> sign = better & signBit;
                Vector512<double> distance = (scoreI - Vector512.Load(score + j)) ^ sign;
                Vector512<double> change = (better ^ sign) * (discountI - Vector512.Load(discount + j)) * inverseIdeal;

                // e^(sigma × distance) as a product of one power a row; one division serves the logistic and the distance.
                Vector512<double> iBetter = Vector512.GreaterThan(better, Vector512<double>.Zero);
                Vector512<double> power = Vector512.ConditionalSelect(iBetter, upI * Vector512.Load(down + j), downI * Vector512.Load(up + j));
                Vector512<double> onePlus = one + Vector512.Min(Vector512.Max(power, least), most);
                Vector512<double> apart = byDistance ? floor + Vector512.Abs(distance) : one;
                Vector512<double> both = one / (onePlus * apart);
                Vector512<double> push = (steep * change * both) & counts;
                Vector512<double> curve = push * (one - both * apart) * steep;
                Vector512<double> signed = push ^ sign;
                sum += push;
                pushI += signed;
                curveI += curve;
                (Vector512.Load(gradient + j) - signed).Store(gradient + j);
                (Vector512.Load(hessian + j) + curve).Store(hessian + j);
            }

            gradient[i] += Sum(pushI);
            hessian[i] += Sum(curveI);
        }

        return 2 * Sum(sum);
    }

    /// <summary>e^(sigma × (score − middle)) and its inverse for every row.</summary>
    internal static void TakePowers(int rows, double* score, double sigma, double* up, double* down)
    {
        double middle = (score[0] + score[rows - 1]) / 2;
        for (int row = 0; row < rows; row += Lanes)
        {
            Vector512<double> x = (Vector512.Load(score + row) - Vector512.Create(middle)) * sigma;
            x = Vector512.Min(Vector512.Max(x, Vector512.Create(-WidestSpread)), Vector512.Create(WidestSpread));
            Exponential.Of(x).Store(up + row);
            Exponential.Of(-x).Store(down + row);
        }
    }

    /// <summary>The lanes added up in a fixed order.</summary>
    internal static double Sum(Vector512<double> v)
    {
        Vector256<double> four = v.GetLower() + v.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
