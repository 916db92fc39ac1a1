using System.Globalization;
using BackCare.Ranking.Metrics;

namespace BackCare.Benchmarks.LearningLoop;

/// <summary>Figures of finished seeds, one a line of a file, so that a run that breaks loses nothing and goes on where it stopped.</summary>
internal sealed class LoopResults
{
    private readonly Dictionary<(int Seed, int Sessions, string Name), Interval> figures = [];
    private readonly string? path;

    internal LoopResults(Arguments arguments)
    {
        path = arguments.Text("results");
        if (path is null || !File.Exists(path))
            return;
        foreach (string[] part in File.ReadLines(path).Select(line => line.Split('\t')).Where(part => part.Length == 6))
            figures[(Whole(part[0]), Whole(part[1]), part[2])] = new Interval(Real(part[3]), Real(part[4]), Real(part[5]), double.NaN);
    }

    internal Interval this[int seed, int sessions, string name] => figures[(seed, sessions, name)];

    internal bool Has(int seed, int sessions, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!figures.ContainsKey((seed, sessions, name)))
                return false;
        }

        return true;
    }

    internal void Keep(int seed, int sessions, string name, Interval figure)
    {
        figures[(seed, sessions, name)] = figure;
        if (path is not null)
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{seed}\t{sessions}\t{name}\t{figure.Estimate:R}\t{figure.Lower:R}\t{figure.Upper:R}\n"));
    }

    /// <summary>Mean over seeds with Student's 95 % interval: what another seed would give, not only other lists of the same one.</summary>
    internal static Interval OverSeeds(IReadOnlyList<double> values)
    {
        // Quantiles .975 of Student's t for 1 to 30 degrees of freedom.
        ReadOnlySpan<double> quantiles =
        [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
            2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ];
        double mean = values.Average();
        if (values.Count < 2)
            return new Interval(mean, double.NaN, double.NaN, double.NaN);
        double error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1) / values.Count);
        double reach = error * quantiles[Math.Min(values.Count - 1, quantiles.Length) - 1];
        return new Interval(mean, mean - reach, mean + reach, error);
    }

    internal static string Text(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Estimate:0.0000} [{interval.Lower:0.0000}, {interval.Upper:0.0000}]");

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
