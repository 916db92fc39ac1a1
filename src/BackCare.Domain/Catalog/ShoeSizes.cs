using System.Globalization;
using System.Text.RegularExpressions;

namespace BackCare.Domain.Catalog;

/// <summary>A span of shoe sizes in Paris points (EU), both ends included.</summary>
/// <param name="Lowest">Smallest size.</param>
/// <param name="Highest">Largest size.</param>
public readonly record struct ShoeSizeRange(double Lowest, double Highest);

/// <summary>Reads shoe sizes out of a maker's free text.</summary>
/// <remarks>EU sizes are Paris points of 2/3 cm of last length, US sizes barleycorns of 1/3 inch (ISO/TS 19407, conversion of shoe size systems):
/// men's size n is a last of (n + 24) / 3 inches, so EU = (n + 24) × 1.27. Women's sizes stand 1.5 higher for the same last. Youth sizes from 1 on continue
/// as men's; children's 10 to 13 stand 13 below them. Makers' tables differ from the formula by up to about one size, which <see cref="Tolerance"/> allows for.</remarks>
public static partial class ShoeSizes
{
    /// <summary>EU sizes beyond a printed range that still count as fitting.</summary>
    public const double Tolerance = 0.75;

    private const double PointsPerBarleycorn = 1.27, LastOffset = 24, WomenOverMen = 1.5, ChildUnderMen = 13, SmallestChildSize = 10;

    /// <summary>The range from the smallest to the largest size named; null when the text names none that is understood, which never excludes anybody.</summary>
    public static ShoeSizeRange? Read(string sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Func<double, double>? toEu =
            sizes.Contains("men's", StringComparison.OrdinalIgnoreCase) && !sizes.Contains("women's", StringComparison.OrdinalIgnoreCase) ? Men
            : sizes.Contains("women's", StringComparison.OrdinalIgnoreCase) ? Women
            : sizes.Contains("youth", StringComparison.OrdinalIgnoreCase) ? Youth
            : sizes.StartsWith("EU ", StringComparison.OrdinalIgnoreCase) ? size => size
            : null;
        if (toEu is null)
            return null;
        double lowest = double.MaxValue, highest = double.MinValue;
        foreach (Match range in Range().Matches(sizes))
        {
            double low = Number(range.Groups[1]), high = Number(range.Groups[2]);
            bool fromChild = toEu == Youth && low >= SmallestChildSize;
            lowest = Math.Min(lowest, fromChild ? Men(low - ChildUnderMen) : toEu(low));
            highest = Math.Max(highest, toEu(high));
        }

        return lowest <= highest ? new ShoeSizeRange(lowest, highest) : null;
    }

    /// <summary>True when the range, with its tolerance, includes a size; true when the range is not known.</summary>
    public static bool Fits(ShoeSizeRange? range, double sizeEu) =>
        range is not { } known || (sizeEu >= known.Lowest - Tolerance && sizeEu <= known.Highest + Tolerance);

    private static double Men(double size) => (size + LastOffset) * PointsPerBarleycorn;

    private static double Women(double size) => Men(size - WomenOverMen);

    // The upper end of a youth range is on the youth scale: "Youth 12-3" runs from child's 12 over 13 and 1 to youth 3.
    private static double Youth(double size) => Men(size);

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+(?:\.5)?)\s*-\s*(\d+(?:\.5)?)(?![\d.]*\s*(?:cm|mm|ml|E\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
