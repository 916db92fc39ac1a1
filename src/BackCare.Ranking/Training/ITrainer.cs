using BackCare.Ranking.Data;

namespace BackCare.Ranking.Training;

/// <summary>Learns a forest from graded query groups.</summary>
public interface ITrainer
{
    /// <summary>The name a model card records, as <c>lambdamart</c>.</summary>
    string Name { get; }

    /// <summary>Trains a model. The same data, options and seed give the same model at any number of threads.</summary>
    /// <param name="train">Groups to learn from.</param>
    /// <param name="validation">Groups to measure and stop by, with the same columns; null for none.</param>
    /// <param name="options">What <see cref="TrainerOptions.Validate"/> finds no fault with.</param>
    /// <param name="progress">Told after every tree.</param>
    /// <param name="cancellation">Ends training with an <see cref="OperationCanceledException"/>; nothing is left behind.</param>
    /// <exception cref="ArgumentException">Options or data do not fit; the message names what and the value.</exception>
    TrainedModel Train(
        RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation);
}
