namespace BackCare.Ranking.Training;

/// <summary>A leaf's output and what it is worth, by Newton's step with L1 and L2 penalties (Chen and Guestrin, "XGBoost", KDD 2016, section 2.2).</summary>
internal readonly struct LeafOutput(double l1, double l2)
{
    /// <summary>Keeps a leaf without curvature from dividing by zero.</summary>
    internal const double Floor = 1e-15;

    internal double L1 => l1;

    internal double L2 => l2;

    /// <summary>The output that gains most. Gradients are pushes, so a positive sum gives a positive output.</summary>
    internal double Best(double gradient, double hessian) => Shrunk(gradient) / (hessian + l2 + Floor);

    /// <summary>Gain of the best output over output 0.</summary>
    internal double Gain(double gradient, double hessian)
    {
        double shrunk = Shrunk(gradient);
        return shrunk * shrunk / (hessian + l2 + Floor);
    }

    /// <summary>Gain of a given output over output 0.</summary>
    internal double GainOf(double gradient, double hessian, double output) =>
        2 * Shrunk(gradient) * output - (hessian + l2 + Floor) * output * output;

    private double Shrunk(double gradient) => Math.CopySign(Math.Max(0, Math.Abs(gradient) - l1), gradient);
}
