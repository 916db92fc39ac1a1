using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>What training gives.</summary>
/// <param name="Forest">The trees up to and including the best iteration.</param>
/// <param name="BestIteration">Number of trees kept: where the validation metric was best under early stopping, else all that were grown.</param>
/// <param name="LearningCurve">One entry a tree grown, those after the best iteration included.</param>
public sealed record TrainedModel(FlatForest Forest, int BestIteration, IReadOnlyList<TrainingProgress> LearningCurve);
