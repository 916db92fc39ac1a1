namespace BackCare.Domain.Learn.Charts;

/// <summary>Grid, tick labels and axis names of a two-axis plot.</summary>
internal static class PlotFrame
{
    public static void Draw(SvgCanvas canvas, Axis x, Axis y, (double Left, double Top, double Right, double Bottom) area, string xLabel, string yLabel)
    {
        foreach (double tick in y.Ticks())
        {
            canvas.Line(tick == 0 ? "zero" : "grid", area.Left, y.At(tick), area.Right, y.At(tick));
            canvas.Text("note", area.Left - 8, y.At(tick) + 4, "end", y.Label(tick));
        }
        foreach (double tick in x.Ticks())
        {
            canvas.Line("grid", x.At(tick), area.Bottom, x.At(tick), area.Bottom + 4);
            canvas.Text("note", x.At(tick), area.Bottom + 18, "middle", x.Label(tick));
        }
        canvas.Text("", (area.Left + area.Right) / 2, area.Bottom + 38, "middle", xLabel);
        canvas.UprightText("", 14, (area.Top + area.Bottom) / 2, yLabel);
    }
}
