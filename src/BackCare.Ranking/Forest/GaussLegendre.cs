namespace BackCare.Ranking.Forest;

/// <summary>Points and weights that integrate polynomials up to degree 2n − 1 over [0, 1] exactly.</summary>
internal sealed class GaussLegendre
{
    /// <param name="points">Number of points, n.</param>
    public GaussLegendre(int points)
    {
        (Point, Rest, Weight) = (new double[points], new double[points], new double[points]);
        for (int k = 0; k < points; k++)
        {
            double x = Math.Cos(Math.PI * (k + 0.75) / (points + 0.5)), slope = 0;
            for (int step = 0; step < 8; step++)
            {
                (double value, slope) = Legendre(points, x);
                x -= value / slope;
            }

            Point[k] = (1 - x) / 2;
            Rest[k] = (1 + x) / 2;
            Weight[k] = 1 / ((1 - x) * (1 + x) * slope * slope);
        }
    }

    /// <summary>Points, rising in (0, 1).</summary>
    public double[] Point { get; }

    /// <summary>One minus each point, without the loss of digits near 1.</summary>
    public double[] Rest { get; }

    /// <summary>Weights; they sum to 1.</summary>
    public double[] Weight { get; }

    /// <summary>The Legendre polynomial of a degree and its slope at <paramref name="x"/> inside (−1, 1).</summary>
    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        double before = 1, value = x;
        for (int n = 2; n <= degree; n++) (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n);
        return (value, degree * (before - x * value) / ((1 - x) * (1 + x)));
    }
}
