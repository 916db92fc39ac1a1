using BackCare.Ranking.Data;
using BackCare.Ranking.Metrics;

namespace BackCare.Ranking.Training;

/// <summary>The metric that is taken after every tree and that early stopping watches, on one data set.</summary>
/// <remarks>With <see cref="LambdaObjective.Counterfactual"/> or <see cref="LambdaObjective.Rate"/> an ndcg is weighted over grade times weight (<see cref="WeightedNdcg"/>).</remarks>
internal sealed class WatchedMetric
{
    private readonly RankingMetric _metric;
    private readonly RankingData _data;
    private readonly float[]? _worth;

    internal WatchedMetric(RankingData data, TrainerOptions options)
    {
        (_metric, _data) = (RankingMetric.Parse(options.Metric), data);
        if (options.Objective == LambdaObjective.Graded || _metric.Kind != MetricKind.Ndcg)
            return;
        _worth = new float[data.Rows];
        for (int row = 0; row < _worth.Length; row++)
            _worth[row] = (float)CounterfactualGradient.Worth(data, row);
    }

    /// <summary>The metric of one score a row.</summary>
    internal double Of(double[] scores) => _worth is { } worth
        ? WeightedNdcg.Evaluate(_metric.Depth, _data.GroupStarts, worth, scores).Ratio
        : _metric.Evaluate(_data, scores).Mean;
}
