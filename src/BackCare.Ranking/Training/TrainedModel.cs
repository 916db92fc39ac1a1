using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>What training gives.</summary>
/// <param name="Forest">The trees up to and including the best iteration.</param>
/// <param name="BestIteration">Number of trees kept: where the validation metric was best under early stopping, else all that were grown.</param>
/// <param name="LearningCurve">One entry a tree grown, those after the best iteration included.</param>
public sealed record TrainedModel(FlatForest Forest, int BestIteration, IReadOnlyList<TrainingProgress> LearningCurve)
{
    /// <summary>What stood for a missing value while training, a feature; empty when the trainer learned from missing values themselves.</summary>
    /// <remarks>The forest holds it: a node sends a missing value where it sends this one, so rows are scored as they are.</remarks>
    public IReadOnlyList<float> Imputation { get; init; } = [];

    /// <summary>Files in the trainer's own format to be kept beside the model file, such as ML.NET's <c>.zip</c>; most trainers have none.</summary>
    public IReadOnlyList<CompanionFile> Beside { get; init; } = [];
}

/// <summary>A file that a trainer gives with its model.</summary>
/// <param name="Extension">With its dot; the file is named as the model file, with this extension instead.</param>
/// <param name="Content">Its bytes.</param>
public sealed record CompanionFile(string Extension, ReadOnlyMemory<byte> Content);
