using BackCare.Domain.Learn.TrainingSets;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>Where a ranker would put what was shown.</summary>
public static class TargetPolicy
{
    private static readonly string[] Blocks = ["is_chain", "for_sale"];

    /// <summary>The place of every row if its list's items were reordered by score, as serving orders them: within their block (direct before chain, for sale or not), pinned items
    /// where they were, ties by id.</summary>
    /// <remarks>Only what was shown changes places, because only of that is it known how shoppers responded: it is the policy that reorders the champion's choice.</remarks>
    /// <param name="set">Shown lists.</param>
    /// <param name="scores">One a row.</param>
    /// <returns>Positions from 1, one a row.</returns>
    public static int[] Reordered(TrainingSet set, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(scores);
        int[] places = new int[set.Data.Rows], columns = [.. Blocks.Select(name => set.Data.Features.FeatureNames.ToList().IndexOf(name)).Where(column => column >= 0)];
        for (int group = 0; group < set.Groups.Count; group++)
        {
            int start = set.Data.GroupStarts[group];
            IReadOnlyList<TrainingItem> items = set.Groups[group].Items;
            int[] free = [.. Enumerable.Range(0, items.Count).Where(i => !items[i].Pinned).OrderBy(i => items[i].Position)];
            foreach (IGrouping<(float, float), int> block in free.GroupBy(i => Block(set, start + i, columns)))
            {
                int[] by = [.. block.OrderByDescending(i => scores[start + i]).ThenBy(i => items[i].ProductId, StringComparer.Ordinal)];
                int[] slots = [.. block.Select(i => items[i].Position)];
                for (int i = 0; i < by.Length; i++)
                    places[start + by[i]] = slots[i];
            }

            for (int i = 0; i < items.Count; i++)
                places[start + i] = items[i].Pinned ? items[i].Position : places[start + i];
        }

        return places;
    }

    private static (float, float) Block(TrainingSet set, int row, int[] columns) =>
        (columns.Length > 0 ? set.Data.Features.Column(columns[0])[row] : 0, columns.Length > 1 ? set.Data.Features.Column(columns[1])[row] : 0);
}
