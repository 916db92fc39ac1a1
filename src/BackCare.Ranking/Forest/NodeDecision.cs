namespace BackCare.Ranking.Forest;

/// <summary>The bits of a node's decision type and what they decide, as LightGBM's text format (version 4) defines them.</summary>
/// <remarks>Bit 0: categorical. Bit 1: missing values go left. Bits 2 and 3: <see cref="MissingType"/>.</remarks>
public static class NodeDecision
{
    /// <summary>Set when the split is a set of categories; clear when it is a threshold.</summary>
    public const byte Categorical = 1;

    /// <summary>Set when missing values go left.</summary>
    public const byte DefaultLeft = 2;

    /// <summary>The largest legal decision type.</summary>
    public const byte Largest = ((int)MissingType.NaN << 2) | DefaultLeft | Categorical;

    /// <summary>Values within this distance of zero count as zero where zero means missing: the single-precision 1e-35.</summary>
    public const double ZeroThreshold = 1e-35f;

    /// <summary>The decision type of a split by threshold.</summary>
    public static byte Numerical(MissingType missing, bool defaultLeft) =>
        (byte)(((int)missing << 2) | (defaultLeft ? DefaultLeft : 0));

    /// <summary>True when the split is a set of categories.</summary>
    public static bool IsCategorical(byte decisionType) => (decisionType & Categorical) != 0;

    /// <summary>True when missing values go left.</summary>
    public static bool IsDefaultLeft(byte decisionType) => (decisionType & DefaultLeft) != 0;

    /// <summary>What counts as missing.</summary>
    public static MissingType MissingOf(byte decisionType) => (MissingType)((decisionType >> 2) & 3);

    /// <summary>True when <paramref name="value"/> goes left at a split by <paramref name="threshold"/>.</summary>
    public static bool NumericalGoesLeft(double value, double threshold, byte decisionType)
    {
        MissingType missing = MissingOf(decisionType);
        if (double.IsNaN(value))
        {
            if (missing != MissingType.None) return IsDefaultLeft(decisionType);
            value = 0;
        }
        else if (missing == MissingType.Zero && Math.Abs(value) <= ZeroThreshold)
        {
            return IsDefaultLeft(decisionType);
        }

        return value <= threshold;
    }

    /// <summary>True when the category <paramref name="value"/> is in the set, whose bit <c>c</c> is bit <c>c % 32</c> of word <c>c / 32</c>.</summary>
    /// <remarks>The value is cut to a whole number; NaN, negative categories and those beyond the set go right, whatever the missing type.</remarks>
    public static bool CategoricalGoesLeft(double value, ReadOnlySpan<uint> set)
    {
        if (!(value > -1 && value < 32.0 * set.Length)) return false;
        int category = (int)value;
        return ((set[category >> 5] >> (category & 31)) & 1) != 0;
    }
}
