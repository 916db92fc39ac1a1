using System.Globalization;

namespace BackCare.Ranking.Data;

/// <summary>The files beside a LibSVM file: group sizes (<c>.query</c>) and row weights (<c>.weight</c>), one number a line.</summary>
internal static class SideFiles
{
    internal static DataFault? ReadGroups(TextReader queries, int rows, out int[] starts)
    {
        List<int> sizes = [];
        long sum = 0;
        int line = 0;
        starts = [];
        while (queries.ReadLine() is { } text)
        {
            line++;
            ReadOnlySpan<char> value = text.AsSpan().Trim();
            if (value.IsEmpty)
                continue;
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int size) || size < 1)
                return Fault("query", line, value, "a group size is a whole number from 1", "Write how many consecutive rows the group has");
            sum += size;
            if (sum > rows)
                return Fault("query", line, value, $"the groups up to here hold {sum} rows, the data only {rows}", "Give the query file that belongs to the data");
            sizes.Add(size);
        }

        if (sum < rows)
            return Fault("query", line, "", $"the groups hold {sum} rows, the data {rows}", "Give the query file that belongs to the data");
        starts = RankingData.StartsFromSizes([.. sizes]);
        return null;
    }

    internal static DataFault? ReadWeights(TextReader weights, int rows, out float[] read)
    {
        List<float> values = [];
        int line = 0;
        read = [];
        while (weights.ReadLine() is { } text)
        {
            line++;
            ReadOnlySpan<char> value = text.AsSpan().Trim();
            if (value.IsEmpty)
                continue;
            if (!float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float weight) || !float.IsFinite(weight) || weight < 0)
                return Fault("weight", line, value, "a weight is a finite number of at least 0", "Correct it");
            if (values.Count == rows)
                return Fault("weight", line, value, $"there are more weights than the {rows} rows of the data", "Give the weight file that belongs to the data");
            values.Add(weight);
        }

        if (values.Count < rows)
            return Fault("weight", line, "", $"there are {values.Count} weights for {rows} rows", "Give the weight file that belongs to the data");
        read = [.. values];
        return null;
    }

    private static DataFault Fault(string source, int line, ReadOnlySpan<char> value, string problem, string remedy) =>
        new(source, line, value.IsEmpty ? 0 : 1, DataFault.Shorten(value), problem, remedy);
}
