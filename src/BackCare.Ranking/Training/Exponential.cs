using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BackCare.Ranking.Training;

/// <summary>e^x for eight numbers at once, from additions and multiplications only, so every processor gives the same bits.</summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts (Cody and Waite): the first has few enough bits for an exact product with any exponent.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e^x for x in [−700, 700], to about 2 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Of(Vector512<double> x)
    {
        Vector512<double> power = Vector512.Floor(x * Log2E + Vector512.Create(0.5));
        Vector512<double> r = x - power * Ln2High - power * Ln2Low;

        // Taylor's series of e^r to r^13 / 13!: |r| <= ln 2 / 2 leaves an error below 5e-18.
        Vector512<double> sum = Vector512.Create(1.0 / 6_227_020_800);
        sum = sum * r + Vector512.Create(1.0 / 479_001_600);
        sum = sum * r + Vector512.Create(1.0 / 39_916_800);
        sum = sum * r + Vector512.Create(1.0 / 3_628_800);
        sum = sum * r + Vector512.Create(1.0 / 362_880);
        sum = sum * r + Vector512.Create(1.0 / 40_320);
        sum = sum * r + Vector512.Create(1.0 / 5_040);
        sum = sum * r + Vector512.Create(1.0 / 720);
        sum = sum * r + Vector512.Create(1.0 / 120);
        sum = sum * r + Vector512.Create(1.0 / 24);
        sum = sum * r + Vector512.Create(1.0 / 6);
        sum = sum * r + Vector512.Create(0.5);
        sum = sum * r + Vector512<double>.One;
        sum = sum * r + Vector512<double>.One;

        // 2^52 + 2^51 + n holds n in its low bits; shifted into the exponent field it adds n to the exponent.
        Vector512<long> bits = (power + Vector512.Create(6_755_399_441_055_744.0)).AsInt64() << 52;
        return (sum.AsInt64() + bits).AsDouble();
    }
}
