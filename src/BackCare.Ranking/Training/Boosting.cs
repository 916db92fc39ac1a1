using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Ranking.Training;

/// <summary>One training run: trees so far, current scores, and when to stop.</summary>
internal sealed unsafe class Boosting : IDisposable
{
    private readonly RankingData _train;
    private readonly TrainerOptions _options;
    private readonly WorkerPool _pool;
    private readonly TrainingClock _clock;
    private readonly WatchedMetric? _onTraining;
    private readonly WatchedMetric? _onValidation;
    private readonly FeatureBins[] _allBins;
    private readonly BinnedMatrix _bins;
    private readonly BinnedMatrix? _validationBins;
    private readonly GroupGradients _gradients;
    private readonly QuantisedGradients _quantised;
    private readonly TreeGrower _grower;
    private readonly double[] _scores;
    private readonly double[] _validationScores;
    private readonly List<RegressionTree> _trees = [];
    private readonly List<TrainingProgress> _curve = [];
    private int[] _sample = [];
    private double _best = double.NegativeInfinity;
    private int _bestIteration;
    private bool _exhausted;

    internal Boosting(RankingData train, RankingData? validation, TrainerOptions options, WorkerPool pool, TrainingClock clock)
    {
        (_train, _options, _pool, _clock) = (train, options, pool, clock);
        _onTraining = options.MeasureTraining ? new WatchedMetric(train, options) : null;
        _onValidation = validation is null ? null : new WatchedMetric(validation, options);
        _clock.Enter(TrainingPhase.Binning);
        FeatureMatrix matrix = train.Features;
        _allBins = new FeatureBins[matrix.Columns];
        pool.ForEach(matrix.Columns, (column, _) => _allBins[column] = FeatureBins.Of(matrix.Column(column), options.MaxBin, options.MinDataInBin));
        _bins = BinnedMatrix.ForTraining(matrix, _allBins, options.MinDataInLeaf, pool);
        _validationBins = validation is null ? null : BinnedMatrix.Like(_bins, validation.Features, pool);
        _clock.Enter(TrainingPhase.Other);
        _gradients = new GroupGradients(train, options, pool);
        _quantised = new QuantisedGradients(train.Rows, pool);
        _grower = new TreeGrower(_bins, options, _quantised, MonotoneOf(options, _bins), pool, clock);
        _scores = new double[train.Rows];
        _validationScores = new double[validation?.Rows ?? 0];
    }

    /// <summary>Whether another tree is wanted and possible.</summary>
    internal bool CanGoOn => !_exhausted && _trees.Count < _options.Trees
        && (_options.EarlyStoppingRounds == 0 || _trees.Count - _bestIteration < _options.EarlyStoppingRounds);

    /// <summary>Grows the next tree; null when no leaf can be split any more.</summary>
    internal TrainingProgress? AddTree(CancellationToken cancellation)
    {
        _clock.Enter(TrainingPhase.Gradients);
        _gradients.Update(_scores);
        _quantised.Take(_gradients);
        _clock.Enter(TrainingPhase.Other);
        int iteration = _trees.Count;
        if (iteration == 0 && _options.PriorFeature >= 0 && Array.IndexOf(_bins.Columns, _options.PriorFeature) is >= 0 and int prior)
            return AddPrior(prior);
        bool bagging = _options.BaggingFrequency > 0 && _options.BaggingFraction < 1;
        if (bagging && iteration % _options.BaggingFrequency == 0)
            _sample = Sampling.Rows(_train.Rows, _options.BaggingFraction, _options.Seed, iteration / _options.BaggingFrequency);
        bool[] features = Sampling.Features(_bins.Features, _options.FeatureFraction, _options.Seed, iteration);
        GrownTree grown = _grower.Grow(_sample, features, cancellation);
        if (grown.Splits.Length == 0)
        {
            _exhausted = true;
            return null;
        }

        _clock.Enter(TrainingPhase.Scores);
        AddScores(grown, bagging);
        return Made(grown.Tree);
    }

    /// <summary>The model as it stands, cut at the best iteration when early stopping watches one.</summary>
    internal TrainedModel Finish()
    {
        if (_trees.Count == 0)
            _trees.Add(RegressionTree.Constant(0, _train.Rows));
        int kept = _options.EarlyStoppingRounds > 0 && _bestIteration > 0 ? _bestIteration : _trees.Count;
        HashSet<int> keptColumns = [.. _bins.Columns];
        FlatForest forest = FlatForest.FromTrees(
            _train.Features.FeatureNames,
            [.. _allBins.Select((bins, column) => keptColumns.Contains(column) ? bins.Describe() : "none")],
            _trees[..kept],
            monotoneConstraints: _options.MonotoneConstraints.Count == 0 ? null : _options.MonotoneConstraints);
        return new TrainedModel(forest, kept, _curve);
    }

    public void Dispose()
    {
        _grower.Dispose();
        _quantised.Dispose();
        _gradients.Dispose();
        _bins.Dispose();
        _validationBins?.Dispose();
    }

    /// <summary>A prior that is the same for every row has no column among the bins, and no tree.</summary>
    private TrainingProgress AddPrior(int feature)
    {
        GrownTree grown = new PriorTree(_bins, feature, _train.Features, _pool).Grow(_gradients);
        grown.AddTo(_scores, _bins, _pool);
        if (_validationBins is { } held)
            grown.AddTo(_validationScores, held, _pool);
        return Made(grown.Tree);
    }

    private TrainingProgress Made(RegressionTree tree)
    {
        _trees.Add(tree);
        _clock.Enter(TrainingPhase.Metric);
        TrainingProgress made = Measure();
        _curve.Add(made);
        _clock.Enter(TrainingPhase.Other);
        return made;
    }

    private void AddScores(GrownTree grown, bool bagging)
    {
        if (_validationBins is { } held)
            grown.AddTo(_validationScores, held, _pool);
        if (bagging)
        {
            grown.AddTo(_scores, _bins, _pool);
            return;
        }

        int* rows = _grower.Partition.Rows;
        _pool.ForEach(grown.Tree.Leaves, (leaf, _) =>
        {
            GrowingLeaf place = _grower.Leaves(grown.Tree)[leaf];
            double value = grown.Tree.LeafValue[leaf];
            for (int i = place.Start; i < place.Start + place.Count; i++)
                _scores[rows[i]] += value;
        });
    }

    private TrainingProgress Measure()
    {
        int iteration = _trees.Count;
        double? onTraining = _onTraining?.Of(_scores), onValidation = _onValidation?.Of(_validationScores);
        if (onValidation > _best)
            (_best, _bestIteration) = (onValidation.Value, iteration);
        return new TrainingProgress(iteration, _options.Trees, onTraining, onValidation);
    }

    private static int[] MonotoneOf(TrainerOptions options, BinnedMatrix bins) => options.MonotoneConstraints.All(direction => direction == 0)
        ? []
        : [.. bins.Columns.Select(column => options.MonotoneConstraints[column])];
}
