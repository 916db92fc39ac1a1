using BackCare.Ranking.Data;

namespace BackCare.Ranking.Training;

/// <summary>LambdaMART (Burges, MSR-TR-2010-82): trees on lambda gradients, grown leaf by leaf on histograms.</summary>
/// <remarks>Histogram sums are integers (<see cref="QuantisedGradients"/>), which is why the model is the same, byte for byte, at any number
/// of threads: no sum depends on the order of adding.</remarks>
public sealed class LambdaMart : ITrainer
{
    private readonly TrainingClock _clock;

    /// <summary>Creates the trainer.</summary>
    public LambdaMart()
        : this(null)
    {
    }

    internal LambdaMart(Action<TrainingPhase>? phaseListener) => _clock = new TrainingClock(phaseListener);

    /// <inheritdoc/>
    public string Name => "lambdamart";

    /// <inheritdoc/>
    public TrainedModel Train(
        RankingData train, RankingData? validation, TrainerOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        Check(train, validation, options);
        using WorkerPool pool = new(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        using Boosting boosting = new(train, validation, options, pool, _clock);
        while (boosting.CanGoOn)
        {
            cancellation.ThrowIfCancellationRequested();
            if (boosting.AddTree(cancellation) is { } made)
                progress?.Report(made);
        }

        return boosting.Finish();
    }

    private static void Check(RankingData train, RankingData? validation, TrainerOptions options)
    {
        if (options.Validate() is [string first, ..])
            throw new ArgumentException(first, nameof(options));
        if (train.Groups == 0)
            throw new ArgumentException("There is no query group to learn from.", nameof(train));
        if (validation is { } held && held.Features.Columns != train.Features.Columns)
            throw new ArgumentException($"Validation rows have {held.Features.Columns} features, training rows {train.Features.Columns}.", nameof(validation));
        if (options.EarlyStoppingRounds > 0 && validation is null)
            throw new ArgumentException("Early stopping needs validation groups; give some or set EarlyStoppingRounds to 0.", nameof(options));
        RefuseInfinity(train.Features);
        if (options.PriorFeature >= train.Features.Columns)
            throw new ArgumentException($"PriorFeature is column {options.PriorFeature}; the rows have columns 0 to {train.Features.Columns - 1}.", nameof(options));
        if (options.PriorFeature >= 0)
            RefuseMissing(train.Features, options.PriorFeature);
        int constraints = options.MonotoneConstraints.Count;
        if (constraints != 0 && constraints != train.Features.Columns)
            throw new ArgumentException($"{constraints} monotone constraints were given for {train.Features.Columns} features.", nameof(options));
    }

    private static void RefuseMissing(FeatureMatrix features, int prior)
    {
        ReadOnlySpan<float> column = features.Column(prior);
        for (int row = 0; row < column.Length; row++)
        {
            if (float.IsNaN(column[row]))
                throw new ArgumentException($"Row {row} has no value for the prior {features.FeatureNames[prior]}; a prior is known for every row.", nameof(features));
        }
    }

    /// <summary>No threshold a model file can hold separates infinity from large numbers.</summary>
    private static void RefuseInfinity(FeatureMatrix features)
    {
        for (int column = 0; column < features.Columns; column++)
        {
            int row = features.Column(column).IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
            if (row >= 0)
                throw new ArgumentException($"Row {row}, feature {features.FeatureNames[column]} is infinite; use NaN for a value that is not known.", nameof(features));
        }
    }
}
