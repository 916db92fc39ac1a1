using System.Globalization;

namespace BackCare.Domain.Learn.Charts;

/// <summary>A value with its interval, one row of an <see cref="IntervalChart"/>.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">Lower end; NaN draws no whisker.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Own">Whether the row is the subject; the others are what it is compared with.</param>
public sealed record IntervalRow(string Name, double Value, double Lower, double Upper, bool Own);

/// <summary>Dots with whiskers, one row each, on a common axis.</summary>
public static class IntervalChart
{
    private const double Width = 640, Row = 34, Top = 12, Bottom = 46, Right = 62;
    private const int LongestName = 30;

    /// <summary>Draws the rows in the order given.</summary>
    /// <param name="title">What the chart shows, for readers who cannot see it.</param>
    /// <param name="axisLabel">Name and unit of the axis.</param>
    /// <param name="rows">The rows; one whose value is not finite keeps its name and shows no dot.</param>
    public static string Svg(string title, string axisLabel, IReadOnlyList<IntervalRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double left = 16 + rows.Select(row => SvgCanvas.WidthOf(SvgCanvas.Shortened(row.Name, LongestName))).DefaultIfEmpty(60).Max();
        double bottom = Top + Row * rows.Count;
        double[] ends = [.. rows.SelectMany(row => new[] { row.Value, row.Lower, row.Upper }).Where(double.IsFinite)];
        Axis axis = new(ends.DefaultIfEmpty(0).Min(), ends.DefaultIfEmpty(1).Max(), left, Width - Right);
        SvgCanvas canvas = new(Width, bottom + Bottom, title);
        foreach (double tick in axis.Ticks())
        {
            canvas.Line(tick == 0 ? "zero" : "grid", axis.At(tick), Top, axis.At(tick), bottom);
            canvas.Text("note", axis.At(tick), bottom + 18, "middle", axis.Label(tick));
        }
        canvas.Text("", (left + Width - Right) / 2, bottom + 38, "middle", axisLabel);
        for (int i = 0; i < rows.Count; i++)
            DrawRow(canvas, axis, rows[i], Top + Row * (i + 0.5), left);
        return canvas.Finish();
    }

    private static void DrawRow(SvgCanvas canvas, Axis axis, IntervalRow row, double y, double left)
    {
        string own = row.Own ? " own" : "";
        canvas.Text("", left - 10, y + 4, "end", SvgCanvas.Shortened(row.Name, LongestName));
        if (!double.IsFinite(row.Value))
            return;
        double end = axis.At(row.Value);
        if (double.IsFinite(row.Lower) && double.IsFinite(row.Upper))
        {
            canvas.Line("whisker" + own, axis.At(row.Lower), y, axis.At(row.Upper), y);
            canvas.Line("whisker" + own, axis.At(row.Lower), y - 5, axis.At(row.Lower), y + 5);
            canvas.Line("whisker" + own, axis.At(row.Upper), y - 5, axis.At(row.Upper), y + 5);
            end = axis.At(row.Upper);
        }
        canvas.Dot("dot" + own, axis.At(row.Value), y, 5);
        canvas.Text("note", end + 9, y + 4, "start", row.Value.ToString("0.0000", CultureInfo.InvariantCulture));
    }
}
