using BackCare.Domain.Learn.Reports;
using BackCare.Domain.Learn.TrainingSets;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>The parts of the measured lists that a mean must not hide.</summary>
public static class EvaluationSlices
{
    /// <summary>Slice of lists that show a product which the training part never showed.</summary>
    public const string NewProduct = "new product";

    /// <summary>One slice a body region, and lists with a product new since training. Only lists with a response count; a slice of none is left out.</summary>
    public static IReadOnlyList<GroupSlice> Of(TrainingSet train, TrainingSet measured)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(measured);
        int[] counted = [.. Enumerable.Range(0, measured.Groups.Count).Where(group => TrainingSet.HasPositive(measured.Groups[group]))];
        HashSet<string> known = [.. train.Groups.SelectMany(group => group.Items).Select(item => item.ProductId)];
        List<GroupSlice> slices = [.. counted
            .SelectMany(group => measured.Groups[group].RegionIds.Distinct(StringComparer.Ordinal).Select(region => (region, group)))
            .GroupBy(pair => pair.region, pair => pair.group, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new GroupSlice($"region {same.Key}", [.. same]))];
        int[] isNew = [.. counted.Where(group => measured.Groups[group].Items.Any(item => !known.Contains(item.ProductId)))];
        if (isNew.Length > 0)
            slices.Add(new GroupSlice(NewProduct, isNew));
        return slices;
    }
}
