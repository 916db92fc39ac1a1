using System.Globalization;
using System.Reflection;
using BackCare.Domain.Learn.Reports;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary>Gathers the numbers of a training report.</summary>
internal static class TrainingPage
{
    private const int RowsExplained = 1_000, CurvesShown = 6;

    public static string Html(FinishedTraining training, ModelCard card)
    {
        RankingMetric main = training.Metrics[0];
        FeatureBaseline? feature = FeatureBaseline.ChosenOn(training.Train, main);
        TrainingMeasurement measurement = new(training.Measured, training.Scores, feature, FinishedTraining.Bootstrap);
        Attributions attributions = Explained(training);
        IReadOnlyList<FeatureWeight> importance = TrainingMeasurement.Importance(training.Trained.Forest, attributions);
        MetricValues values = main.Evaluate(training.Measured, training.Scores);
        return TrainingReportPage.Html(new TrainingReport
        {
            Title = $"Training report: {card.Model}",
            Facts = Facts(card),
            Metric = main,
            HeldOut = training.HeldOut,
            StoppedByThem = training.HeldOut && training.Options.EarlyStoppingRounds > 0,
            Groups = training.Measured.Groups,
            Skipped = values.Skipped,
            LearningCurve = training.Trained.LearningCurve,
            BestIteration = training.Trained.BestIteration,
            BestFeature = feature,
            Metrics = values.Counted == 0 ? [] : [.. training.Metrics.Select(measurement.Metric)],
            Importance = importance,
            Dependence = [.. importance.Take(CurvesShown).Select(weight => measurement.Dependence(weight, attributions))],
            Slices = measurement.Slices(main),
        });
    }

    private static Attributions Explained(FinishedTraining training)
    {
        FlatForest forest = training.Trained.Forest;
        int[] rows = Attributions.Sample(training.Measured.Rows, RowsExplained);
        double[] contributions = new double[rows.Length * forest.Features];
        float[] row = new float[forest.Features];
        TreeShap shap = new(forest);
        for (int i = 0; i < rows.Length; i++)
        {
            training.Measured.Features.CopyRow(rows[i], row);
            shap.Explain(row, contributions.AsSpan(i * forest.Features, forest.Features));
        }
        return new Attributions(rows, forest.Features, contributions);
    }

    private static List<(string Name, string Value)> Facts(ModelCard card)
    {
        List<(string Name, string Value)> facts =
        [
            ("trainer", card.Trainer),
            ("trees kept", string.Create(CultureInfo.InvariantCulture, $"{card.BestIteration} of {card.TreesGrown} grown")),
            ("training data", Described(card.Train)),
        ];
        if (card.Validation is { } validation)
            facts.Add(("validation data", Described(validation)));
        foreach (PropertyInfo option in typeof(TrainerOptions).GetProperties().Where(property => property.CanWrite))
            facts.Add((InWords(option.Name), Text(option.GetValue(card.Options))));
        facts.Add(("model SHA-256", card.ModelHash));
        return facts;
    }

    /// <summary>"MinDataInLeaf" as "min data in leaf".</summary>
    private static string InWords(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private static string Text(object? value) => value switch
    {
        IReadOnlyList<int> directions => directions.Any(direction => direction != 0)
            ? string.Join(", ", directions.Select((direction, column) => (direction, column)).Where(pair => pair.direction != 0).Select(pair => $"{pair.column}:{pair.direction}"))
            : "none",
        bool chosen => chosen ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Described(GradedSource source) => string.Create(
        CultureInfo.InvariantCulture, $"{Path.GetFileName(source.Data)}: {source.Rows} rows, {source.Groups} groups, {source.Columns} columns, SHA-256 {source.DataHash}");
}
