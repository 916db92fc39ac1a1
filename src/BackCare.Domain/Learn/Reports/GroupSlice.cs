using System.Globalization;
using BackCare.Ranking.Data;

namespace BackCare.Domain.Learn.Reports;

/// <summary>A named part of the query groups, to see where a mean hides a weakness.</summary>
/// <param name="Name">What the groups have in common.</param>
/// <param name="Groups">Group numbers, rising.</param>
public sealed record GroupSlice(string Name, IReadOnlyList<int> Groups)
{
    /// <summary>Slices that every graded data set has: short, middle and long lists; few and many relevant rows; the best grade there is to find.</summary>
    /// <remarks>Groups without a relevant row are in no slice. A slice of fewer than two groups is left out.</remarks>
    public static IReadOnlyList<GroupSlice> Of(RankingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] size = new int[data.Groups], relevant = new int[data.Groups];
        float[] best = new float[data.Groups];
        for (int group = 0; group < data.Groups; group++)
        {
            ReadOnlySpan<float> grades = data.Grades[data.GroupStarts[group]..data.GroupStarts[group + 1]];
            size[group] = grades.Length;
            foreach (float grade in grades)
            {
                relevant[group] += grade > 0 ? 1 : 0;
                best[group] = Math.Max(best[group], grade);
            }
        }
        int[] counted = [.. Enumerable.Range(0, data.Groups).Where(group => relevant[group] > 0)];
        return [.. Thirds(counted, size, "rows"), .. Thirds(counted, relevant, "relevant rows"), .. Grades(counted, best)];
    }

    private static IEnumerable<GroupSlice> Thirds(int[] groups, int[] measure, string unit)
    {
        int[] sorted = [.. groups.Select(group => measure[group]).Order()];
        if (sorted.Length == 0)
            yield break;
        int[] bounds = [.. new[] { sorted[(sorted.Length - 1) / 3], sorted[(sorted.Length - 1) * 2 / 3], sorted[^1] }.Distinct()];
        int from = sorted[0];
        foreach (int to in bounds)
        {
            int low = from;
            int[] members = [.. groups.Where(group => measure[group] >= low && measure[group] <= to)];
            if (members.Length >= 2)
                yield return new GroupSlice(low == to ? $"{low} {unit}" : $"{low}–{to} {unit}", members);
            from = to + 1;
        }
    }

    private static IEnumerable<GroupSlice> Grades(int[] groups, float[] best) => groups
        .GroupBy(group => best[group])
        .Where(same => same.Count() >= 2)
        .OrderBy(same => same.Key)
        .Select(same => new GroupSlice($"best grade {same.Key.ToString(CultureInfo.InvariantCulture)}", [.. same]));
}
