using BackCare.Ranking.Data;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

public sealed class TrainingRowsTests
{
    // Three lists of 3, 2 and 2 rows: two responses in the first, none in the second, one in the third.
    private static readonly RankingData Data = new(
        new FeatureMatrix(7, 1, new float[7]), [2, 0, 1, 0, 0, 0, 4], [0, 3, 5, 7], [1, 1, 3, 1, 1, 1, 0.5f]);

    [Fact]
    public void Graded_rows_come_list_by_list_with_their_grades_and_weights()
    {
        TrainingRows rows = TrainingRows.Graded(Data, [2, 1, 0, 3, 4, 6, 5]);

        Assert.Equal([2, 1, 0, 3, 4, 6, 5], rows.Row);
        Assert.Equal([1, 0, 2, 0, 0, 4, 0], rows.Label);
        Assert.Equal([1u, 1u, 1u, 2u, 2u, 3u, 3u], rows.Group);
        Assert.Equal([3, 1, 1, 1, 1, 0.5f, 1], rows.Weight);
        Assert.Equal(3, rows.Groups);
    }

    [Fact]
    public void Each_response_makes_a_group_of_its_list_in_which_it_alone_is_wanted_by_grade_times_weight()
    {
        TrainingRows rows = TrainingRows.PerResponse(Data, [2, 1, 0, 3, 4, 6, 5]);

        Assert.Equal([2, 1, 0, 2, 1, 0, 6, 5], rows.Row);
        Assert.Equal([1, 0, 0, 0, 0, 1, 1, 0], rows.Label);
        Assert.Equal([1u, 1u, 1u, 2u, 2u, 2u, 3u, 3u], rows.Group);
        Assert.Equal([3, 3, 3, 2, 2, 2, 2, 2], rows.Weight);
        Assert.Equal(3, rows.Groups);
    }

    [Fact]
    public void The_objective_says_which_rows_are_made()
    {
        Assert.Equal(7, TrainingRows.Of(Data, new TrainerOptions()).Row.Length);
        Assert.Equal(8, TrainingRows.Of(Data, new TrainerOptions { Objective = LambdaObjective.Counterfactual }).Row.Length);
    }

    [Fact]
    public void Without_any_response_the_counterfactual_objective_has_nothing_to_learn_from()
    {
        RankingData silent = new(new FeatureMatrix(2, 1, [1, 2]), [0, 0], [0, 2]);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => TrainingRows.PerResponse(silent, [0, 1]));
        Assert.StartsWith("No row has a grade and weight above 0, so there is no response to learn from.", refusal.Message, StringComparison.Ordinal);
    }
}
