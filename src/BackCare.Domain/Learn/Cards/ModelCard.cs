using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Learn.Drift;
using BackCare.Domain.Learn.Evaluation;
using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.Training;

namespace BackCare.Domain.Learn.Cards;

/// <summary>What a product model was made from and how it did: <c>card.json</c> beside the model file. Member names in camel case are the file's.</summary>
public sealed record ModelCard
{
    /// <summary>Form of the card.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The model's version, its folder's name.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the trainer.</summary>
    public required string Trainer { get; init; }

    /// <summary>What the trainer ran on, such as ML.NET's version; null for the managed one.</summary>
    public string? Engine { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>Feature schema it reads.</summary>
    public required string SchemaHash { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>The trainer's options.</summary>
    public required TrainerOptions Options { get; init; }

    /// <summary>Trees kept.</summary>
    public required int Trees { get; init; }

    /// <summary>What it learned from.</summary>
    public required CardData Data { get; init; }

    /// <summary>Examination per position, from position 1, that responses were weighted by.</summary>
    public required IReadOnlyList<double> Examination { get; init; }

    /// <summary>The model on the test part, by metric name.</summary>
    public required IReadOnlyDictionary<string, CardInterval> Metrics { get; init; }

    /// <summary>Baselines on the same lists, by name, then by metric.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, CardBaseline>> Baselines { get; init; }

    /// <summary>The gate's metric on parts of the lists.</summary>
    public required IReadOnlyList<CardSlice> Slices { get; init; }

    /// <summary>Coverage, diversity and novelty by ranker.</summary>
    public required IReadOnlyDictionary<string, CardQuality> Quality { get; init; }

    /// <summary>Off-policy values by reward; empty when no list was randomised.</summary>
    public required IReadOnlyList<CardOffPolicy> OffPolicy { get; init; }

    /// <summary>Mean |predicted − observed| response rate; null when not measured.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Predicted and observed clicks per look by tenths of the test rows; empty when not measured.</summary>
    public IReadOnlyList<CardCalibration> Calibration { get; init; } = [];

    /// <summary>Checks of the journal before training.</summary>
    public required IReadOnlyList<DataCheck> Checks { get; init; }

    /// <summary>What the gate said.</summary>
    public required CardGate Gate { get; init; }

    /// <summary>How each model input was distributed in the training part; drift is measured against it.</summary>
    public required IReadOnlyList<InputReference> Inputs { get; init; }

    /// <summary>What stands for a missing value, by input; null when the trainer takes missing values.</summary>
    public IReadOnlyDictionary<string, float>? Imputation { get; init; }

    /// <summary>SHA-256 of the model file.</summary>
    public required string ModelHash { get; init; }

    /// <summary>Fills in what was measured.</summary>
    /// <param name="facts">What only the caller knows.</param>
    /// <param name="parts">The data.</param>
    /// <param name="options">The trainer's options.</param>
    /// <param name="trained">What training gave.</param>
    /// <param name="evaluation">The model on the test part.</param>
    /// <param name="decision">What the gate said.</param>
    public static ModelCard Of(
        CardFacts facts, TrainingParts parts, TrainerOptions options, TrainedModel trained, ModelEvaluation evaluation, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(decision);
        return new ModelCard
        {
            Version = facts.Version,
            Trainer = facts.Trainer,
            Engine = facts.Engine,
            CreatedUtc = facts.CreatedUtc,
            SchemaHash = facts.SchemaHash,
            Seed = options.Seed,
            Options = options,
            Trees = trained.BestIteration,
            Data = facts.Data,
            Examination = parts.Train.Examination?.Chances ?? [],
            Metrics = evaluation.Metrics.ToDictionary(metric => metric.Name, metric => CardInterval.Of(metric.Challenger)),
            Baselines = evaluation.Gate.Baselines.ToDictionary(
                baseline => baseline.Name,
                baseline => (IReadOnlyDictionary<string, CardBaseline>)evaluation.Metrics.ToDictionary(metric => metric.Name, metric => CardBaseline.Of(metric.Of(baseline.Name)!))),
            Slices = [.. evaluation.Slices.Select(CardSlice.Of)],
            Quality = evaluation.Quality.ToDictionary(figures => figures.Name, figures => CardQuality.Of(figures.Quality)),
            OffPolicy = [.. evaluation.OffPolicy.Select(CardOffPolicy.Of)],
            CalibrationError = CardInterval.Finite(evaluation.Calibration?.Error ?? double.NaN),
            Calibration = [.. (evaluation.Calibration?.Bins ?? []).Select(CardCalibration.Of)],
            Checks = facts.Checks,
            Gate = new CardGate(decision.VerdictName, [.. decision.Reasons.Select(reason => reason.Text)], decision.Reasons),
            Inputs = DriftReport.ReferencesOf(parts.Train.Data.Features),
            Imputation = trained.Imputation.Count == 0 ? null : trained.Forest.FeatureNames.Zip(trained.Imputation).ToDictionary(pair => pair.First, pair => pair.Second),
            ModelHash = facts.ModelHash,
        };
    }
}
