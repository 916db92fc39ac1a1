using System.Globalization;
using BackCare.Domain.Learn.Reports;
using BackCare.Ranking.Metrics;

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
        Attributions attributions = Attributions.Of(training.Trained.Forest, training.Measured.Features, RowsExplained);
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
        facts.AddRange(OptionFacts.Of(card.Options));
        facts.Add(("model SHA-256", card.ModelHash));
        return facts;
    }

    private static string Described(GradedSource source) => string.Create(
        CultureInfo.InvariantCulture, $"{Path.GetFileName(source.Data)}: {source.Rows} rows, {source.Groups} groups, {source.Columns} columns, SHA-256 {source.DataHash}");
}
