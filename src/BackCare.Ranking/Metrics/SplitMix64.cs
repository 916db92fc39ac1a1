namespace BackCare.Ranking.Metrics;

/// <summary>Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): a seeded generator whose sequence is part of this project, not of the runtime's version.</summary>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, <paramref name="below"/>); the bias, below / 2^64, is far under what a resample can show.</summary>
    public int NextIndex(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));
}
