namespace BackCare.Domain.Learn.Charts;

/// <summary>A named curve; a point whose value is not finite breaks the line.</summary>
/// <param name="Name">Shown in the key.</param>
/// <param name="Points">Corners, X rising.</param>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Curves over a common axis, such as a metric over trees.</summary>
public static class LineChart
{
    private const double Width = 640, Height = 320, Left = 64, Right = 16, Top = 34, Bottom = 46;

    /// <summary>Draws up to four curves.</summary>
    /// <param name="title">What the chart shows, for readers who cannot see it.</param>
    /// <param name="xLabel">Name and unit of the horizontal axis.</param>
    /// <param name="yLabel">Name and unit of the vertical axis.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="mark">A place on the horizontal axis to point at, with its label.</param>
    public static string Svg(string title, string xLabel, string yLabel, IReadOnlyList<Curve> curves, (double X, string Label)? mark = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        (double X, double Y)[] all = [.. curves.SelectMany(curve => curve.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        Axis x = new(all.Select(p => p.X).DefaultIfEmpty(0).Min(), all.Select(p => p.X).DefaultIfEmpty(1).Max(), Left, Width - Right, widen: false);
        Axis y = new(all.Select(p => p.Y).DefaultIfEmpty(0).Min(), all.Select(p => p.Y).DefaultIfEmpty(1).Max(), Height - Bottom, Top);
        SvgCanvas canvas = new(Width, Height, title);
        PlotFrame.Draw(canvas, x, y, (Left, Top, Width - Right, Height - Bottom), xLabel, yLabel);
        if (mark is { } place)
        {
            double at = x.At(place.X);
            bool leftHalf = at < Width / 2;
            canvas.Line("mark", at, Top, at, Height - Bottom);
            canvas.Text("note", at + (leftHalf ? 5 : -5), Height - Bottom - 8, leftHalf ? "start" : "end", place.Label);
        }
        double keyAt = Left;
        for (int i = 0; i < curves.Count; i++)
        {
            string style = $"s{Math.Min(i + 1, 4)}";
            canvas.Path(style, curves[i].Points.Select(point => (double.IsFinite(point.X) ? x.At(point.X) : point.X, double.IsFinite(point.Y) ? y.At(point.Y) : point.Y)));
            canvas.Line($"key {style}", keyAt, 16, keyAt + 24, 16);
            canvas.Text("", keyAt + 30, 20, "start", curves[i].Name);
            keyAt += 54 + SvgCanvas.WidthOf(curves[i].Name);
        }
        return canvas.Finish();
    }
}
