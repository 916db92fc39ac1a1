namespace BackCare.Domain.Learn.Charts;

/// <summary>Points with a curve through their means, such as a feature's value against its contribution to the score.</summary>
public static class ScatterChart
{
    private const double Width = 640, Height = 280, Left = 62, Right = 14, Top = 12, Bottom = 46;

    /// <summary>Draws the points and the curve.</summary>
    /// <param name="title">What the chart shows, for readers who cannot see it.</param>
    /// <param name="xLabel">Name and unit of the horizontal axis.</param>
    /// <param name="yLabel">Name and unit of the vertical axis.</param>
    /// <param name="points">Finite points.</param>
    /// <param name="means">Corners of the curve, X rising; empty for none.</param>
    public static string Svg(string title, string xLabel, string yLabel, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<(double X, double Y)> means)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(means);
        Axis x = new(points.Select(p => p.X).DefaultIfEmpty(0).Min(), points.Select(p => p.X).DefaultIfEmpty(1).Max(), Left + 6, Width - Right, widen: false);
        Axis y = new(points.Select(p => p.Y).DefaultIfEmpty(0).Min(), points.Select(p => p.Y).DefaultIfEmpty(1).Max(), Height - Bottom, Top);
        SvgCanvas canvas = new(Width, Height, title);
        PlotFrame.Draw(canvas, x, y, (Left, Top, Width - Right, Height - Bottom), SvgCanvas.Shortened(xLabel, 48), yLabel);
        foreach ((double px, double py) in points)
            canvas.Dot("point", x.At(px), y.At(py), 2.5);
        canvas.Path("s2 solid", means.Select(point => (x.At(point.X), y.At(point.Y))));
        return canvas.Finish();
    }
}
