using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;
using BackCare.Ranking.Metrics;

namespace BackCare.Cli.Ltr;

/// <summary>Graded rows with a score each, from a model or from a score file.</summary>
internal static class RankedRows
{
    public static (RankingData Data, double[] Scores) Of(GradedFiles files, string? model, string? scores, TextWriter error)
    {
        RankingData data = files.Load();
        return (data, model is null ? ScoreFile.Read(scores!, data.Rows) : Scores(ModelFile.Read(model), data, files.Data, error));
    }

    /// <summary>Scores rows; columns the model does not know are passed over, absent ones are 0 as in the file format.</summary>
    public static double[] Scores(FlatForest forest, RankingData data, string file, TextWriter error)
    {
        double[] scores = new double[data.Rows];
        ForestScorer.Score(forest, Columns.Fitted(data.Features, forest.Features, file, error), scores);
        return scores;
    }

    public static MetricValues Measure(RankingMetric metric, RankingData data, double[] scores)
    {
        try
        {
            return metric.Evaluate(data, scores);
        }
        catch (ArgumentException fault)
        {
            throw new RefusedException(fault.Message);
        }
    }
}
