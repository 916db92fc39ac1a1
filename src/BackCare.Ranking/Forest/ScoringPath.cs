namespace BackCare.Ranking.Forest;

/// <summary>Ways to score that give the same bits; the fastest one the machine has is chosen unless a caller asks for another.</summary>
public enum ScoringPath
{
    /// <summary>Walks every row down every tree; the scalar twin of the others.</summary>
    Walk,

    /// <summary>Eight rows a vector.</summary>
    Vector256,

    /// <summary>Sixteen rows a vector; needs AVX-512.</summary>
    Vector512,
}
