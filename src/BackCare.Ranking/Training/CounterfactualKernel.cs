using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Training;

/// <summary>Counterfactual pushes of one group whose rows are laid out by rank, eight pairs at a time; twin of <see cref="CounterfactualGradient.ForQuery"/>.</summary>
/// <remarks>Only additions, multiplications and divisions in a fixed order: the same bits on every processor.</remarks>
internal static unsafe class CounterfactualKernel
{
    /// <summary>Adds the pushes of all pairs of a group to <paramref name="gradient"/> and <paramref name="hessian"/>.</summary>
    /// <param name="rows">Rows of the group.</param>
    /// <param name="score">Scores, falling; sigma × (first − last) at most <see cref="PairwiseKernel.WidestSpread"/>.</param>
    /// <param name="worth">What each row pushes with.</param>
    /// <param name="discount">Discount of each position.</param>
    /// <param name="depth">Truncation depth.</param>
    /// <param name="sigma">Steepness of the logistic.</param>
    /// <param name="gradient">Pushes by rank.</param>
    /// <param name="hessian">Second derivatives by rank.</param>
    /// <param name="powers">Room for two numbers a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(
        int rows, double* score, double* worth, double* discount, int depth, double sigma, double* gradient, double* hessian, double* powers)
    {
        const int Lanes = PairwiseKernel.Lanes;
        double* up = powers, down = powers + ((rows + 2 * Lanes - 1) & ~(Lanes - 1));
        PairwiseKernel.TakePowers(rows, score, sigma, up, down);
        Vector512<double> least = Exponential.Of(Vector512.Create(-LambdaGradient.LargestReach));
        Vector512<double> most = Exponential.Of(Vector512.Create(LambdaGradient.LargestReach));
        Vector512<double> one = Vector512<double>.One, steep = Vector512.Create(sigma);
        Vector512<double> lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        int last = Math.Min(rows - 1, depth);
        for (int i = 0; i < last; i++)
        {
            Vector512<double> worthI = Vector512.Create(worth[i]), discountI = Vector512.Create(discount[i]), upI = Vector512.Create(up[i]);
            Vector512<double> pushI = Vector512<double>.Zero, curveI = Vector512<double>.Zero;
            for (int j = i + 1; j < rows; j += Lanes)
            {
                Vector512<double> counts = Vector512.LessThan(lanes, Vector512.Create((double)(rows - j)));
                Vector512<double> worthJ = Vector512.Load(worth + j) & counts;
                Vector512<double> change = (steep * (discountI - Vector512.Load(discount + j))) & counts;
                Vector512<double> swapped = one / (one + Vector512.Min(Vector512.Max(upI * Vector512.Load(down + j), least), most));
                Vector512<double> kept = one - swapped;
                Vector512<double> push = change * (worthI * swapped - worthJ * kept);
                Vector512<double> curve = steep * change * ((worthI + worthJ) * swapped * kept);
                pushI += push;
                curveI += curve;
                (Vector512.Load(gradient + j) - push).Store(gradient + j);
                (Vector512.Load(hessian + j) + curve).Store(hessian + j);
            }

            gradient[i] += PairwiseKernel.Sum(pushI);
            hessian[i] += PairwiseKernel.Sum(curveI);
        }
    }
}
