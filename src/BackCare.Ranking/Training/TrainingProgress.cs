namespace BackCare.Ranking.Training;

/// <summary>Where training stands after one iteration. Elapsed and remaining time are the caller's: there is no clock in Ranking.</summary>
/// <param name="Iteration">1-based number of the tree just grown.</param>
/// <param name="Iterations">Number of trees asked for.</param>
/// <param name="TrainMetric">The metric on the training groups, when <see cref="TrainerOptions.MeasureTraining"/> asks for it.</param>
/// <param name="ValidationMetric">The metric on the validation groups, when there are any.</param>
public sealed record TrainingProgress(int Iteration, int Iterations, double? TrainMetric, double? ValidationMetric);
