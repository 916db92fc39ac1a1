using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Forest;

namespace BackCare.Domain.Learn.Evaluation;

/// <summary>One ranker's scores of the measured rows.</summary>
/// <param name="Name">Such as <c>challenger</c>, <c>champion</c>, <c>knowledge</c>.</param>
/// <param name="Scores">One a row, higher is better.</param>
public sealed record RankerScores(string Name, double[] Scores)
{
    /// <summary>Name of the model that wants to be champion.</summary>
    public const string Challenger = "challenger";

    /// <summary>Name of the model that serves.</summary>
    public const string Champion = "champion";

    /// <summary>Name of the score from the graph alone.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>Name of the order by responses so far.</summary>
    public const string Popularity = "popularity";

    /// <summary>Name of the order of nothing: every row tied, which metrics take as the mean over all orders.</summary>
    public const string Random = "random";

    /// <summary>A forest's scores.</summary>
    public static RankerScores Of(string name, FlatForest forest, TrainingSet measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        double[] scores = new double[measured.Data.Rows];
        ForestScorer.Score(forest, measured.Data.Features, scores);
        return new RankerScores(name, scores);
    }

    /// <summary>No order at all.</summary>
    public static RankerScores OfRandom(TrainingSet measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return new RankerScores(Random, new double[measured.Data.Rows]);
    }

    /// <summary>Responses to the product in the training part per time it was looked at there, whatever the symptom; a product without any comes last.</summary>
    /// <remarks>Impressions count as often as their position is examined, so that standing high is not taken for being liked.</remarks>
    public static RankerScores OfPopularity(TrainingSet train, TrainingSet measured)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(measured);
        const double PriorLooks = 10;
        Dictionary<string, (double Looks, double Responses)> seen = new(StringComparer.Ordinal);
        foreach (TrainingGroup group in train.Groups)
        {
            foreach (TrainingItem item in group.Items)
            {
                (double looks, double responses) = seen.GetValueOrDefault(item.ProductId);
                seen[item.ProductId] = (looks + 1 / (train.Examination?.Weight(item.Position) ?? 1), responses + (item.Grade > 0 ? 1 : 0));
            }
        }

        double rate = seen.Count == 0 ? 0 : seen.Values.Sum(s => s.Responses) / seen.Values.Sum(s => s.Looks);
        return new RankerScores(Popularity, [.. measured.Groups.SelectMany(group => group.Items).Select(item =>
            seen.TryGetValue(item.ProductId, out (double Looks, double Responses) s) ? (s.Responses + PriorLooks * rate) / (s.Looks + PriorLooks) : 0)]);
    }

    /// <summary>The knowledge prior as the rows hold it; null when the schema has no such input.</summary>
    public static RankerScores? OfKnowledge(TrainingSet measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        for (int column = 0; column < measured.Data.Features.Columns; column++)
        {
            if (measured.Data.Features.FeatureNames[column] == TrainingPlan.Prior)
                return new RankerScores(Knowledge, [.. measured.Data.Features.Column(column).ToArray().Select(value => (double)value)]);
        }

        return null;
    }
}
