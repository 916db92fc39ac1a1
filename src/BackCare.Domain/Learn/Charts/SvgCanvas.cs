using System.Globalization;
using System.Net;
using System.Text;

namespace BackCare.Domain.Learn.Charts;

/// <summary>Writes one SVG picture. Colours come from the classes of <see cref="ChartStyle"/>, so a page decides light or dark.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder text = new();

    /// <param name="width">Width in user units, also the natural width in CSS pixels.</param>
    /// <param name="height">Height in user units.</param>
    /// <param name="title">What a screen reader says instead of the picture.</param>
    public SvgCanvas(double width, double height, string title)
    {
        text.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" role=\"img\" aria-label=\"{Escaped(title)}\">");
    }

    /// <summary>About how wide a label is at the charts' 12-pixel type; generous, since the reader's system chooses the font.</summary>
    public static double WidthOf(string label) => 7.6 * label.Length;

    /// <summary>At most <paramref name="length"/> characters, the last one an ellipsis when something was cut.</summary>
    public static string Shortened(string label, int length) => label.Length <= length ? label : string.Concat(label.AsSpan(0, length - 1), "…");

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        text.Append(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    public void Rect(string style, double x, double y, double width, double height) =>
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(0, width))}\" height=\"{N(height)}\" rx=\"2\"/>");

    public void Dot(string style, double x, double y, double radius) =>
        text.Append(CultureInfo.InvariantCulture, $"<circle class=\"{style}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"/>");

    /// <param name="style">Class names.</param>
    /// <param name="points">Corners; a corner that is not finite breaks the line.</param>
    public void Path(string style, IEnumerable<(double X, double Y)> points)
    {
        text.Append(CultureInfo.InvariantCulture, $"<path class=\"{style}\" d=\"");
        bool down = false;
        foreach ((double x, double y) in points)
        {
            if (double.IsFinite(x) && double.IsFinite(y))
                text.Append(CultureInfo.InvariantCulture, $"{(down ? 'L' : 'M')}{N(x)} {N(y)}");
            down = double.IsFinite(x) && double.IsFinite(y);
        }
        text.Append("\"/>");
    }

    /// <param name="style">Class names.</param>
    /// <param name="x">Anchor.</param>
    /// <param name="y">Base line.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="label">Plain text.</param>
    public void Text(string style, double x, double y, string anchor, string label) =>
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{N(x)}\" y=\"{N(y)}\" text-anchor=\"{anchor}\">{Escaped(label)}</text>");

    public void UprightText(string style, double x, double y, string label) =>
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" transform=\"translate({N(x)} {N(y)}) rotate(-90)\" text-anchor=\"middle\">{Escaped(label)}</text>");

    /// <summary>The finished picture.</summary>
    public string Finish() => text.Append("</svg>").ToString();

    internal static string Escaped(string value) => WebUtility.HtmlEncode(value);

    private static string N(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
