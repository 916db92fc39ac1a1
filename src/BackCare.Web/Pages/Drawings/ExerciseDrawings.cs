using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace BackCare.Web.Pages.Drawings;

/// <summary>One exercise as a drawing.</summary>
/// <param name="Frames">How many positions it shows, side by side.</param>
/// <param name="Svg">What stands inside the SVG element.</param>
public sealed record ExerciseDrawing(int Frames, string Svg);

/// <summary>The drawings of <c>exercises.txt</c>, turned into SVG once.</summary>
public static class ExerciseDrawings
{
    /// <summary>Size of one frame.</summary>
    public const int Width = 110, Height = 100;

    private const string Resource = "drawings/exercises.txt";

    /// <summary>By exercise id.</summary>
    public static FrozenDictionary<string, ExerciseDrawing> ById { get; } = Read().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>One frame as SVG elements; colours and widths are the style sheet's.</summary>
    /// <exception cref="FormatException">A part is not one that the head of the file names.</exception>
    public static string Frame(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var svg = new StringBuilder();
        foreach (string part in line.Split(';'))
        {
            string[] words = part.Split(' ', 2);
            svg.Append(Part(words[0], words.Length > 1 ? words[1] : ""));
        }
        return svg.ToString();
    }

    private static string Part(string kind, string given) => kind switch
    {
        "o" => Circle("body", [.. Numbers(given), 8]),
        "t" => Line("trunk", given),
        "a" => Line("arm", given),
        "l" => Line("leg", given),
        "b" => Line("arm far", given),
        "m" => Line("leg far", given),
        "p" => Line("prop", given),
        "s" => Line("strap", given),
        "d" => Line("guide", given),
        "c" => Circle("far-fill", Numbers(given)),
        "h" => Circle("lit", Numbers(given)),
        "e" => Circle("turn", Numbers(given)),
        "g" => $"<path class=\"far-fill\" d=\"{given}\"/>",
        "r" when Numbers(given) is [var x, var y, var w, var h] => Text($"<rect class=\"block\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"2\"/>"),
        "k" when Numbers(given) is [var x, var y, .. var curve] => Text($"<path class=\"prop\" d=\"M{x} {y}C{string.Join(' ', curve)}\"/>"),
        ">" when Numbers(given) is [var x, var y, var toX, var toY] => Arrow(x, y, toX, toY),
        _ => throw new FormatException($"'{kind} {given}' is no part of a drawing. See the head of exercises.txt."),
    };

    private static string Line(string look, string points) => $"<polyline class=\"{look}\" points=\"{points}\"/>";

    private static string Circle(string look, double[] of) => of is [var x, var y, var r]
        ? Text($"<circle class=\"{look}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")
        : throw new FormatException($"A circle has a middle and a radius, not {of.Length.ToString(CultureInfo.InvariantCulture)} numbers.");

    private static string Arrow(double x, double y, double toX, double toY)
    {
        const double Barb = 6, Spread = 0.6;
        double angle = Math.Atan2(toY - y, toX - x);
        (double X, double Y) left = (toX - (Barb * Math.Cos(angle - Spread)), toY - (Barb * Math.Sin(angle - Spread)));
        (double X, double Y) right = (toX - (Barb * Math.Cos(angle + Spread)), toY - (Barb * Math.Sin(angle + Spread)));
        return Text($"<path class=\"move\" d=\"M{x} {y}L{toX} {toY}M{left.X:0.#} {left.Y:0.#}L{toX} {toY}L{right.X:0.#} {right.Y:0.#}\"/>");
    }

    private static double[] Numbers(string points) => [.. points.Split(',', ' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, ExerciseDrawing> Read()
    {
        using var file = new StreamReader(typeof(ExerciseDrawings).Assembly.GetManifestResourceStream(Resource)!);
        var frames = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string> current = [];
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith("ex_", StringComparison.Ordinal)) frames.Add(line, current = []);
            else if (line is ['#', ..] or "") continue;
            else current.Add(Frame(line));
        }
        return frames.ToDictionary(f => f.Key, f => new ExerciseDrawing(f.Value.Count, string.Concat(f.Value.Select(InPlace))), StringComparer.Ordinal);
    }

    private static string InPlace(string frame, int index) => index == 0 ? frame : Text($"<g transform=\"translate({index * Width} 0)\">{frame}</g>");
}
