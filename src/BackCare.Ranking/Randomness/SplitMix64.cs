namespace BackCare.Ranking.Randomness;

/// <summary>Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): a seeded generator whose sequence is part of this project, not of the runtime's version.</summary>
/// <remarks>A mutable value: keep it in a local or a field that is not read-only, and pass it by <c>ref</c>.</remarks>
/// <param name="seed">Any number; the same seed gives the same sequence on every machine.</param>
public struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, <paramref name="below"/>); the bias, below / 2^64, is far under what a resample can show.</summary>
    /// <param name="below">At least 1.</param>
    public int NextIndex(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal (Box and Muller 1958); takes two draws.</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>True with probability <paramref name="chance"/>.</summary>
    /// <param name="chance">In [0, 1].</param>
    public bool NextBool(double chance) => NextDouble() < chance;
}
