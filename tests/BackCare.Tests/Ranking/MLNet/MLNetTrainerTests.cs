using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.MLNet;
using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.MLNet;

/// <summary>Both trainers of ML.NET, run for real; skipped with the reason where this build has no ML.NET.</summary>
public sealed class MLNetTrainerTests
{
    private static readonly TrainerOptions Small = new() { Trees = 25, Leaves = 15, MinDataInLeaf = 5, Threads = 1 };

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Scores_of_the_forest_are_those_of_ml_net_on_every_row_and_on_every_threshold(string name)
    {
        RankingData train = GradedLists.Make(seed: 1, groups: 200), test = GradedLists.Make(seed: 2, groups: 100);

        TrainedModel model = Train(name, train, Small);

        ReadOnlyMemory<byte> zip = Assert.Single(model.Beside).Content;
        Assert.True(model.Forest.Trees.Sum(tree => tree.Nodes) > 100);
        foreach (FeatureMatrix rows in (FeatureMatrix[])[train.Features, test.Features, GradedLists.OnThresholds(model.Forest, test.Features)])
        {
            float[] ours = GradedLists.Scores(model.Forest, rows);
            Assert.Equal(MLNetReference.Transform(zip, rows), ours);
            Assert.Equal(MLNetReference.PredictOneByOne(zip, rows), ours);
        }
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_row_without_a_value_scores_as_in_ml_net_when_training_knew_none(string name)
    {
        RankingData train = GradedLists.Make(seed: 1, groups: 100);
        TrainedModel model = Train(name, train, Small);
        float[] cells = new float[5 * 32];
        for (int mask = 0; mask < 32; mask++)
        {
            train.Features.CopyRow(mask, cells.AsSpan(mask * 5, 5));
            for (int column = 0; column < 5; column++)
            {
                if ((mask >> column & 1) != 0)
                    cells[mask * 5 + column] = float.NaN;
            }
        }

        FeatureMatrix rows = FeatureMatrix.FromRows(32, 5, cells);

        Assert.Equal(MLNetReference.Transform(model.Beside[0].Content, rows), GradedLists.Scores(model.Forest, rows));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_row_with_missing_values_scores_as_ml_net_scores_it_imputed(string name)
    {
        float[] imputation = [-1, 1.5f, 7, -11, 50];
        (RankingData missing, RankingData imputed) = GradedLists.WithMissing(GradedLists.Make(seed: 13, groups: 200), seed: 14, imputation);

        TrainedModel model = Train(name, missing, Small with { Imputation = imputation });

        ReadOnlyMemory<byte> zip = Assert.Single(model.Beside).Content;
        Assert.Equal(imputation, model.Imputation);
        Assert.Equal(MLNetReference.Transform(zip, imputed.Features), GradedLists.Scores(model.Forest, missing.Features));
        Assert.Equal(GradedLists.Scores(model.Forest, imputed.Features), GradedLists.Scores(model.Forest, missing.Features));
        Assert.Equal(GradedLists.Scores(model.Forest, missing.Features), GradedLists.Scores(LightGbmText.Read(new StringReader(Text(model.Forest))), missing.Features));
        FeatureMatrix onThresholds = GradedLists.OnThresholds(model.Forest, missing.Features);
        float[] cells = new float[onThresholds.Rows * 5];
        for (int row = 0; row < onThresholds.Rows; row++)
            onThresholds.CopyRow(row, cells.AsSpan(row * 5, 5));
        Assert.Contains(float.NaN, cells);
        Assert.Equal(
            MLNetReference.Transform(zip, FeatureMatrix.FromRows(onThresholds.Rows, 5, GradedLists.Impute(cells, imputation))),
            GradedLists.Scores(model.Forest, onThresholds));
        Assert.All(model.Forest.Trees, tree => Assert.Equal(missing.Rows, tree.LeafCount.Sum()));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Training_on_missing_values_gives_the_model_of_training_on_imputed_ones(string name)
    {
        float[] imputation = [-1, -1, 6, -11, -1];
        (RankingData missing, RankingData imputed) = GradedLists.WithMissing(GradedLists.Make(seed: 15, groups: 100), seed: 16, imputation);

        string text = Text(Train(name, missing, Small with { Imputation = imputation }).Forest);

        Assert.Equal(text, Text(Train(name, missing, Small with { Imputation = imputation }).Forest));
        FlatForest onImputed = Train(name, imputed, Small).Forest, onMissing = LightGbmText.Read(new StringReader(text));
        Assert.Equal(onImputed.Trees.SelectMany(tree => tree.LeafValue), onMissing.Trees.SelectMany(tree => tree.LeafValue));
        Assert.Equal(onImputed.Trees.SelectMany(tree => tree.Threshold), onMissing.Trees.SelectMany(tree => tree.Threshold));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Imputation_for_another_number_of_features_is_refused(string name)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Train(name, GradedLists.Make(seed: 1, groups: 5), Small with { Imputation = [0, 0] }));

        Assert.StartsWith("Imputation has 2 values for 5 features; give one a feature.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void What_was_seldom_looked_at_but_often_liked_then_wins_with_the_counterfactual_objective_alone(string name)
    {
        // 2,000 lists of two: x = 0 stands first, is always seen and liked by half; x = 1 stands second, is seen by a quarter and liked by 0.8 of them.
        Random random = new(18);
        float[] grades = new float[4_000], weights = new float[4_000];
        for (int row = 0; row < grades.Length; row++)
        {
            bool second = row % 2 == 1, clicked = random.NextDouble() < (second ? 0.25 * 0.8 : 0.5);
            (grades[row], weights[row]) = (clicked ? 1 : 0, clicked && second ? 4 : 1);
        }

        RankingData lists = new(
            new FeatureMatrix(4_000, 1, [.. Enumerable.Range(0, 4_000).Select(row => (float)(row % 2))], ["x"]), grades, [.. Enumerable.Range(0, 2_001).Select(group => 2 * group)], weights);
        RankingData naive = new(lists.Features, grades, lists.GroupStarts);

        TrainedModel model = Train(name, lists, Small with { Objective = LambdaObjective.Counterfactual });
        FlatForest misled = Train(name, naive, Small).Forest;

        Assert.True(ForestScorer.ScoreRow(model.Forest, [1]) > ForestScorer.ScoreRow(model.Forest, [0]));
        Assert.True(ForestScorer.ScoreRow(misled, [1]) < ForestScorer.ScoreRow(misled, [0]));
        Assert.Equal(MLNetReference.Transform(model.Beside[0].Content, lists.Features), GradedLists.Scores(model.Forest, lists.Features));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Weighted_sampled_and_regularised_training_converts_exactly_too(string name)
    {
        RankingData train = GradedLists.Make(seed: 3, groups: 150, weighted: true);
        TrainerOptions options = Small with { BaggingFraction = 0.7, BaggingFrequency = 1, FeatureFraction = 0.6, MaxBin = 16, LearningRate = 0.3 };
        if (name == Trainers.LightGbm)
            options = options with { LambdaL1 = 0.1, LambdaL2 = 2, MaxDepth = 4, MinGainToSplit = 0.01, MinHessianInLeaf = 0.05 };

        TrainedModel model = Train(name, train, options);

        FeatureMatrix onThresholds = GradedLists.OnThresholds(model.Forest, train.Features);
        Assert.Equal(MLNetReference.Transform(model.Beside[0].Content, onThresholds), GradedLists.Scores(model.Forest, onThresholds));
        Assert.NotEqual(Text(model.Forest), Text(Train(name, GradedLists.Make(seed: 3, groups: 150), options).Forest));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Same_data_options_and_seed_give_the_same_model_file_at_one_thread_and_at_two(string name)
    {
        RankingData train = GradedLists.Make(seed: 4, groups: 300, weighted: true);
        TrainerOptions options = Small with { BaggingFraction = 0.8, BaggingFrequency = 1, FeatureFraction = 0.8 };

        string first = Text(Train(name, train, options).Forest);

        Assert.Equal(first, Text(Train(name, train, options).Forest));
        Assert.Equal(first, Text(Train(name, train, options with { Threads = 2 }).Forest));
        Assert.NotEqual(first, Text(Train(name, train, options with { Seed = 2 }).Forest));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void What_is_learned_ranks_unseen_groups_far_better_than_chance(string name)
    {
        RankingData test = GradedLists.Make(seed: 6, groups: 200);

        TrainedModel model = Train(name, GradedLists.Make(seed: 5, groups: 400), Small);

        Assert.True(Ndcg(test, model.Forest) > Ndcg(test, model.Forest.Take(0)) + 0.15);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Rows_sorted_by_grade_teach_the_same_as_rows_in_the_opposite_order(string name)
    {
        RankingData test = GradedLists.Make(seed: 8, groups: 200), train = GradedLists.Make(seed: 7, groups: 400);

        double rising = Ndcg(test, Train(name, Sorted(train, falling: false), Small).Forest);
        double falling = Ndcg(test, Train(name, Sorted(train, falling: true), Small).Forest);

        Assert.Equal(rising, falling, tolerance: 0.02);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Neighbouring_groups_stay_apart(string name)
    {
        // Grades within a group follow x, the level of grades between groups runs against it: only pairs within groups teach the truth.
        float[] x = new float[400], grades = new float[400];
        for (int row = 0; row < 400; row++)
            (x[row], grades[row]) = (row % 2 + (row / 2 % 2 == 0 ? 0 : 4), row % 2 + (row / 2 % 2 == 0 ? 3 : 0));
        RankingData train = new(new FeatureMatrix(400, 1, x, ["x"]), grades, [.. Enumerable.Range(0, 201).Select(group => 2 * group)]);

        FlatForest forest = Train(name, train, Small).Forest;

        Assert.True(ForestScorer.ScoreRow(forest, [1]) > ForestScorer.ScoreRow(forest, [0]));
        Assert.True(ForestScorer.ScoreRow(forest, [5]) > ForestScorer.ScoreRow(forest, [4]));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Early_stopping_keeps_the_best_trees_and_the_zip_holds_just_those(string name)
    {
        RankingData train = GradedLists.Make(seed: 9, groups: 60), validation = GradedLists.Make(seed: 10, groups: 60);
        TrainerOptions options = Small with { Trees = 120, LearningRate = 0.4, EarlyStoppingRounds = 5, Metric = "ndcg@3" };

        TrainedModel model = Find(name).Train(train, validation, options, null, CancellationToken.None);

        Assert.InRange(model.BestIteration, 1, 119);
        Assert.Equal(model.BestIteration, model.Forest.Trees.Length);
        Assert.Equal(model.BestIteration + 5, model.LearningCurve.Count);
        Assert.Equal(model.LearningCurve.Max(stage => stage.ValidationMetric), model.LearningCurve[model.BestIteration - 1].ValidationMetric);
        Assert.Equal(MLNetReference.Transform(model.Beside[0].Content, validation.Features), GradedLists.Scores(model.Forest, validation.Features));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void The_forest_survives_the_model_file_and_explains_its_scores(string name)
    {
        RankingData train = GradedLists.Make(seed: 11, groups: 100);
        FlatForest forest = Train(name, train, Small).Forest;

        FlatForest read = LightGbmText.Read(new StringReader(Text(forest)));

        Assert.Equal(GradedLists.Scores(forest, train.Features), GradedLists.Scores(read, train.Features));
        Assert.All(read.Trees, tree => Assert.Equal(train.Rows, tree.LeafCount.Sum()));
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_missing_or_infinite_value_is_refused_with_row_and_feature(string name)
    {
        RankingData data = new(new FeatureMatrix(2, 2, [1, 2, 3, float.NaN], ["a", "b"]), [0, 1], [0, 2]);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Train(name, data, Small));
        Assert.StartsWith("Row 1 has no value for b (column 1); ML.NET takes no missing values", refusal.Message, StringComparison.Ordinal);
        RankingData infinite = new(new FeatureMatrix(2, 1, [1, float.PositiveInfinity]), [0, 1], [0, 2]);
        Assert.StartsWith("Row 1 is infinite in Column_0 (column 0)", Assert.Throws<ArgumentException>(() => Train(name, infinite, Small)).Message, StringComparison.Ordinal);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void A_grade_between_two_grades_is_refused(string name)
    {
        RankingData data = new(new FeatureMatrix(2, 1, [1, 2]), [0, 1.5f], [0, 2]);

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Train(name, data, Small));
        Assert.StartsWith("Row 1 has grade 1.5; ML.NET takes whole grades from 0 to 30.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory(SkipUnless = nameof(MLNetReference.IsPresent), SkipType = typeof(MLNetReference), Skip = MLNetReference.WhySkipped)]
    [InlineData(Trainers.LightGbm)]
    [InlineData(Trainers.FastTree)]
    public void Cancelling_ends_training_between_two_trees(string name)
    {
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(300));

        OperationCanceledException end = Assert.Throws<OperationCanceledException>(() =>
            Find(name).Train(GradedLists.Make(seed: 12, groups: 50), null, Small with { Trees = 100_000_000 }, null, source.Token));
        Assert.Equal(source.Token, end.CancellationToken);
    }

    private static TrainedModel Train(string name, RankingData train, TrainerOptions options) => Find(name).Train(train, null, options, null, CancellationToken.None);

    private static ITrainer Find(string name) => Trainers.Catalog.TryFind(name, out ITrainer? trainer, out string? refusal) ? trainer : throw new InvalidOperationException(refusal);

    private static string Text(FlatForest forest)
    {
        using StringWriter text = new();
        LightGbmText.Write(text, forest);
        return text.ToString();
    }

    private static double Ndcg(RankingData data, FlatForest forest)
    {
        double[] scores = new double[data.Rows];
        ForestScorer.Score(forest, data.Features, scores);
        return RankingMetric.Parse("ndcg@5").Evaluate(data.Grades, data.GroupStarts, scores).Mean;
    }

    private static RankingData Sorted(RankingData data, bool falling)
    {
        float[] cells = new float[data.Rows * data.Features.Columns], grades = new float[data.Rows];
        int position = 0;
        for (int group = 0; group < data.Groups; group++)
        {
            IEnumerable<int> rows = Enumerable.Range(data.GroupStarts[group], data.GroupStarts[group + 1] - data.GroupStarts[group]);
            foreach (int row in rows.OrderBy(row => falling ? -data.Grades[row] : data.Grades[row]))
            {
                data.Features.CopyRow(row, cells.AsSpan(position * data.Features.Columns));
                grades[position++] = data.Grades[row];
            }
        }

        return new RankingData(FeatureMatrix.FromRows(data.Rows, data.Features.Columns, cells, data.Features.FeatureNames), grades, data.GroupStarts);
    }
}
