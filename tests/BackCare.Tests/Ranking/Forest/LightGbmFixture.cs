using System.Globalization;
using BackCare.Ranking.Forest;

namespace BackCare.Tests.Ranking.Forest;

/// <summary>A model that LightGBM wrote, rows, and what LightGBM made of them (see data/README.md).</summary>
internal sealed class LightGbmFixture(string name)
{
    public static readonly string[] Names = ["lambdarank", "zero_as_missing", "random_forest"];

    public string Text { get; } = File.ReadAllText(PathOf($"{name}.model.txt"));

    public FlatForest Forest => LightGbmText.Read(new StringReader(Text));

    /// <summary>Rows without the label column.</summary>
    public float[][] Rows { get; } =
        [.. File.ReadLines(PathOf($"{name}.rows.csv")).Select(line => line.Split(',').Skip(1).Select(Value).ToArray())];

    public double[] Scores { get; } =
        [.. File.ReadLines(PathOf($"{name}.scores.txt")).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];

    public double[][] Contributions { get; } =
        [.. File.ReadLines(PathOf($"{name}.contributions.txt"))
            .Select(line => line.Split('\t').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Ranking", "Forest", "data", file);

    private static float Value(string text) => text == "nan" ? float.NaN : float.Parse(text, CultureInfo.InvariantCulture);
}
