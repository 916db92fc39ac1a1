namespace BackCare.Ranking.Training;

/// <summary>A way to split a leaf: rows in bins up to <paramref name="Bin"/> go left, and NaN where <paramref name="MissingLeft"/> says.</summary>
/// <param name="Gain">Gain over not splitting, beyond the least gain asked for; −∞ when there is no split.</param>
/// <param name="Feature">Number among the kept features.</param>
/// <param name="Bin">Last bin that goes left.</param>
/// <param name="MissingLeft">Where NaN goes.</param>
/// <param name="LeftGradient">Quantised gradient sum of the left half.</param>
/// <param name="LeftHessianAndCount">Quantised hessian sum and row count of the left half.</param>
internal readonly record struct Split(double Gain, int Feature, int Bin, bool MissingLeft, long LeftGradient, long LeftHessianAndCount)
{
    internal static readonly Split None = new(double.NegativeInfinity, -1, -1, false, 0, 0);

    internal bool Exists => Gain > 0;
}

/// <summary>What split search knows of a leaf.</summary>
/// <param name="Gradient">Quantised gradient sum.</param>
/// <param name="HessianAndCount">Quantised hessian sum and row count.</param>
/// <param name="Lower">Smallest output monotone constraints allow.</param>
/// <param name="Upper">Largest output monotone constraints allow.</param>
internal readonly record struct LeafTotals(long Gradient, long HessianAndCount, double Lower, double Upper);
