namespace BackCare.Ranking.Forest;

/// <summary>What a numerical split takes for a missing value. The numbers are those of bits 2 and 3 of a LightGBM decision type.</summary>
public enum MissingType
{
    /// <summary>Nothing is missing; a NaN is read as 0.</summary>
    None = 0,

    /// <summary>Zero, NaN and anything within <see cref="NodeDecision.ZeroThreshold"/> of zero follow the default direction.</summary>
    Zero = 1,

    /// <summary>NaN follows the default direction.</summary>
    NaN = 2,
}
