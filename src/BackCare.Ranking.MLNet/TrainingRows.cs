using BackCare.Ranking.Data;
using BackCare.Ranking.Training;

namespace BackCare.Ranking.MLNet;

/// <summary>What ML.NET is trained on, row after row: which row of the data it is, its label, its group's key and its weight.</summary>
/// <remarks>Group keys follow each other from 1 on, so that no group is ever cut in two: ML.NET starts a group wherever the key changes.</remarks>
/// <param name="Row">Row of the data at each position; a row can come more than once.</param>
/// <param name="Label">Label at each position.</param>
/// <param name="Group">Key of the group at each position.</param>
/// <param name="Weight">Weight at each position; empty without weights.</param>
/// <param name="Groups">Number of groups.</param>
internal sealed record TrainingRows(int[] Row, float[] Label, uint[] Group, float[] Weight, int Groups)
{
    /// <summary>The rows that <see cref="TrainerOptions.Objective"/> asks for, in an order drawn by <see cref="TrainerOptions.Seed"/> within each group.</summary>
    /// <exception cref="ArgumentException">The objective is counterfactual and no row has a worth.</exception>
    public static TrainingRows Of(RankingData data, TrainerOptions options)
    {
        int[] order = ShuffledRows.Order(data, options.Seed);
        return options.Objective == LambdaObjective.Counterfactual ? PerResponse(data, order) : Graded(data, order);
    }

    /// <summary>Each group once, its grades as labels.</summary>
    /// <param name="data">The groups.</param>
    /// <param name="order">Each row number once, groups together.</param>
    public static TrainingRows Graded(RankingData data, int[] order)
    {
        uint[] group = new uint[data.Rows];
        for (int index = 0; index < data.Groups; index++)
            group.AsSpan(data.GroupStarts[index]..data.GroupStarts[index + 1]).Fill((uint)index + 1);
        return new TrainingRows(
            order, [.. order.Select(row => data.Grades[row])], group, data.Weights.IsEmpty ? [] : [.. order.Select(row => data.Weights[row])], data.Groups);
    }

    /// <summary>Each group once for every response in it: that row is labelled 1, all others 0, and all weigh what the response is worth.</summary>
    /// <remarks>Lambdarank's loss over these groups is the counterfactual one: a response pushes itself above each other row by its own worth, in the change of discount of the
    /// swap, since a group's best DCG is 1. Only that ML.NET always scales the pushes of a group by its score spread and their sum is different
    /// (<c>lambdarank_norm</c>); the worth is multiplied afterwards, so it is not cancelled.</remarks>
    /// <param name="data">The groups.</param>
    /// <param name="order">Each row number once, groups together.</param>
    /// <exception cref="ArgumentException">No row has a worth.</exception>
    public static TrainingRows PerResponse(RankingData data, int[] order)
    {
        List<int> rows = [];
        List<float> labels = [], weights = [];
        List<uint> groups = [];
        uint key = 0;
        for (int group = 0; group < data.Groups; group++)
        {
            Span<int> own = order.AsSpan(data.GroupStarts[group]..data.GroupStarts[group + 1]);
            foreach (int response in own)
            {
                float worth = (float)CounterfactualGradient.Worth(data, response);
                if (worth <= 0)
                    continue;
                key++;
                foreach (int row in own)
                {
                    rows.Add(row);
                    labels.Add(row == response ? 1 : 0);
                    weights.Add(worth);
                    groups.Add(key);
                }
            }
        }

        return key > 0
            ? new TrainingRows([.. rows], [.. labels], [.. groups], [.. weights], (int)key)
            : throw new ArgumentException("No row has a grade and weight above 0, so there is no response to learn from.", nameof(data));
    }
}
