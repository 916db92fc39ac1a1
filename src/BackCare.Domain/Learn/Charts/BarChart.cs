using System.Globalization;

namespace BackCare.Domain.Learn.Charts;

/// <summary>Rows of side-by-side bars, such as a feature's share of gain, of splits and of attribution.</summary>
public static class BarChart
{
    private const double Width = 640, Row = 24, Top = 30, Bottom = 10, Gap = 18;
    private const int LongestName = 26;

    /// <summary>Draws one panel per measure; rows share their name on the left. Values are shares, at least 0, written as percentages.</summary>
    /// <param name="title">What the chart shows, for readers who cannot see it.</param>
    /// <param name="measures">Names of the panels.</param>
    /// <param name="rows">A name and one share per measure.</param>
    public static string Svg(string title, IReadOnlyList<string> measures, IReadOnlyList<(string Name, IReadOnlyList<double> Shares)> rows)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(rows);
        double left = 16 + rows.Select(row => SvgCanvas.WidthOf(SvgCanvas.Shortened(row.Name, LongestName))).DefaultIfEmpty(60).Max();
        double panel = (Width - left - Gap * (measures.Count - 1)) / measures.Count;
        SvgCanvas canvas = new(Width, Top + Row * rows.Count + Bottom, title);
        for (int i = 0; i < rows.Count; i++)
            canvas.Text("", left - 10, Top + Row * (i + 0.5) + 4, "end", SvgCanvas.Shortened(rows[i].Name, LongestName));
        for (int m = 0; m < measures.Count; m++)
        {
            double from = left + m * (panel + Gap);
            double largest = rows.Select(row => row.Shares[m]).DefaultIfEmpty(0).Max();
            double figures = 5 + rows.Select(row => SvgCanvas.WidthOf(Percent(row.Shares[m]))).DefaultIfEmpty(0).Max();
            canvas.Text("", from, 16, "start", measures[m]);
            canvas.Line("zero", from, Top - 4, from, Top + Row * rows.Count);
            for (int i = 0; i < rows.Count; i++)
            {
                double share = rows[i].Shares[m], length = largest > 0 ? (panel - figures) * share / largest : 0;
                canvas.Rect($"bar b{m + 1}", from, Top + Row * i + 5, length, Row - 10);
                canvas.Text("note", from + length + 5, Top + Row * (i + 0.5) + 4, "start", Percent(share));
            }
        }
        return canvas.Finish();
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
