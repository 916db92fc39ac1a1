using BackCare.Ranking.Data;
using BackCare.Ranking.MLNet;

namespace BackCare.Tests.Ranking.MLNet;

/// <summary>What ML.NET's trainers are given; skipped with the reason where this build has no ML.NET.</summary>
public sealed class RankingDataViewTests
{
    // Two lists: grades 2, 0, 1 and 3, 0, each sorted or not as it came.
    private static readonly RankingData Data = new(
        new FeatureMatrix(5, 2, [1, 2, 3, 4, 5, 10, float.NaN, 30, 40, float.NaN], ["a", "b"]), [2, 0, 1, 3, 0], [0, 3, 5], [1, 1, 1, 0.5f, 0.25f]);

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void The_group_column_is_a_key_of_the_kind_that_ranking_trainers_take_with_one_key_a_list()
    {
        Assert.Equal((typeof(uint), 2ul, false), MLNetReference.GroupKey(Data));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void Rows_come_list_by_list_in_the_order_given_with_keys_from_1_on_and_missing_values_imputed()
    {
        var rows = MLNetReference.Read(Data, [2, 0, 1, 4, 3], imputation: [-1, -9]);

        Assert.Equal([1, 2, 0, 0, 3], rows.Select(row => row.Label));
        Assert.Equal([1u, 1u, 1u, 2u, 2u], rows.Select(row => row.Group));
        Assert.Equal([1, 1, 1, 0.25f, 0.5f], rows.Select(row => row.Weight));
        Assert.Equal([[3, 30], [1, 10], [2, -9], [5, -9], [4, 40]], rows.Select(row => row.Features));
    }

    [Fact(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    public void Every_list_is_one_run_of_its_key_after_shuffling()
    {
        RankingData lists = GradedLists.Make(seed: 1, groups: 30);

        var rows = MLNetReference.Read(lists, ShuffledRows.Order(lists, seed: 3), imputation: []);

        uint[] runs = [.. rows.Select(row => row.Group).Where((group, row) => row == 0 || rows[row - 1].Group != group)];
        Assert.Equal(Enumerable.Range(1, 30).Select(group => (uint)group), runs);
    }
}
