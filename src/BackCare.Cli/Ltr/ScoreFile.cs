using System.Globalization;

namespace BackCare.Cli.Ltr;

/// <summary>Scores as text, one a line.</summary>
internal static class ScoreFile
{
    /// <summary>Reads exactly <paramref name="rows"/> scores.</summary>
    public static double[] Read(string path, int rows)
    {
        using StreamReader source = InputFile.Open(path);
        double[] scores = new double[rows];
        int read = 0;
        for (int line = 1; source.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double score) || double.IsNaN(score))
                throw new RefusedException($"{path}: line {line}, '{Shortened(text)}': not a score. Write one number a line.");
            if (read < rows)
                scores[read] = score;
            read++;
        }
        return read == rows ? scores : throw new RefusedException($"{path} has {read} scores, the data has {rows} rows; predict the same file again.");
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double score) => score.ToString("R", CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= 40 ? text.Trim() : text[..39] + "…";
}
