using System.Globalization;
using System.Text;

namespace BackCare.Tests.Cli.Ltr;

/// <summary>Small seeded LibSVM data: feature 1 drives the grade, feature 2 a little, 3 and 4 are noise.</summary>
internal static class GradedText
{
    public const int RowsAGroup = 8;

    public static string Rows(int groups, int seed, bool withQid = false)
    {
        Random random = new(seed);
        StringBuilder text = new();
        for (int group = 0; group < groups; group++)
        {
            for (int row = 0; row < RowsAGroup; row++)
            {
                double[] x = [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()];
                int grade = (int)Math.Clamp(4 * (0.7 * x[0] + 0.2 * x[1] + 0.3 * random.NextDouble()) - 0.5, 0, 4);
                text.Append(CultureInfo.InvariantCulture, $"{grade}{(withQid ? $" qid:{group + 1}" : "")}");
                for (int feature = 0; feature < x.Length; feature++)
                    text.Append(CultureInfo.InvariantCulture, $" {feature + 1}:{x[feature]:0.000}");
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    public static string Query(int groups) => string.Concat(Enumerable.Repeat($"{RowsAGroup}\n", groups));
}
