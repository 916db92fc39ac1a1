using BackCare.Ranking.Metrics;

namespace BackCare.Ranking.Training;

/// <summary>Every option of a trainer. Names are plain; meanings and defaults are those of LightGBM's parameter given for each.</summary>
public sealed record TrainerOptions
{
    /// <summary>Trees to grow (<c>num_iterations</c>).</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Factor on every leaf value, in (0, ∞) (<c>learning_rate</c>).</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Most leaves a tree may have, at least 2 (<c>num_leaves</c>).</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Deepest level a leaf may lie on; 0 or less means no limit (<c>max_depth</c>).</summary>
    public int MaxDepth { get; init; } = -1;

    /// <summary>Fewest rows in a leaf (<c>min_data_in_leaf</c>).</summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>Smallest sum of hessians in a leaf (<c>min_sum_hessian_in_leaf</c>).</summary>
    public double MinHessianInLeaf { get; init; } = 1e-3;

    /// <summary>A split must gain more than this (<c>min_gain_to_split</c>).</summary>
    public double MinGainToSplit { get; init; }

    /// <summary>L1 penalty on leaf values (<c>lambda_l1</c>).</summary>
    public double LambdaL1 { get; init; }

    /// <summary>L2 penalty on leaf values (<c>lambda_l2</c>).</summary>
    public double LambdaL2 { get; init; }

    /// <summary>Share of rows a tree sees, in (0, 1] (<c>bagging_fraction</c>); it needs <see cref="BaggingFrequency"/> above 0.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>Trees between two draws of rows; 0 turns bagging off (<c>bagging_freq</c>).</summary>
    public int BaggingFrequency { get; init; }

    /// <summary>Share of features a tree sees, in (0, 1] (<c>feature_fraction</c>).</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Bins a feature is cut into, 2 to 255 (<c>max_bin</c>).</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Fewest rows in a bin (<c>min_data_in_bin</c>).</summary>
    public int MinDataInBin { get; init; } = 3;

    /// <summary>Only pairs with at least one row above this rank push (<c>lambdarank_truncation_level</c>).</summary>
    public int Truncation { get; init; } = 30;

    /// <summary>Whether a group's gradients are scaled by its score spread and their sum (<c>lambdarank_norm</c>).</summary>
    public bool Normalise { get; init; } = true;

    /// <summary>What trees lower; LightGBM knows the default only. With any other an ndcg that is watched is
    /// weighted too, over the same worth (<see cref="WeightedNdcg"/>).</summary>
    public LambdaObjective Objective { get; init; } = LambdaObjective.Graded;

    /// <summary>Column whose values order the rows before anything is learned; the first tree is then a rising staircase over it. −1: none.</summary>
    public int PriorFeature { get; init; } = -1;

    /// <summary>Steepness of the pairwise logistic, above 0 (<c>sigmoid</c>).</summary>
    public double Sigmoid { get; init; } = 1;

    /// <summary>One of −1 (falling), 0 (free), 1 (rising) a feature, or empty (<c>monotone_constraints</c>, method <c>basic</c>).</summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>Stop when the validation metric has not improved for this many trees; 0 turns it off (<c>early_stopping_round</c>).</summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>The metric that is watched, as <c>ndcg@10</c>.</summary>
    public string Metric { get; init; } = "ndcg@10";

    /// <summary>Whether the metric is also taken on the training groups at every tree (<c>is_provide_training_metric</c>); it costs time.</summary>
    public bool MeasureTraining { get; init; }

    /// <summary>Threads to use; 0 means one a processor (<c>num_threads</c>). The model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Seed of row and feature sampling (<c>seed</c>).</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What stands for a missing value, a feature, where a trainer takes none; empty: such a trainer refuses missing values.
    /// A trainer that learns where missing values go passes over it. Not an option of LightGBM's.</summary>
    public IReadOnlyList<float> Imputation { get; init; } = [];

    /// <summary>What is wrong with these options, one sentence a fault naming option, value and range; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [];
        Require(Trees >= 1, nameof(Trees), Trees, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(Leaves is >= 2 and <= 131_072, nameof(Leaves), Leaves, "2 to 131072");
        Require(MinDataInLeaf >= 0, nameof(MinDataInLeaf), MinDataInLeaf, "at least 0");
        Require(MinHessianInLeaf >= 0, nameof(MinHessianInLeaf), MinHessianInLeaf, "at least 0");
        Require(MinGainToSplit >= 0, nameof(MinGainToSplit), MinGainToSplit, "at least 0");
        Require(LambdaL1 >= 0, nameof(LambdaL1), LambdaL1, "at least 0");
        Require(LambdaL2 >= 0, nameof(LambdaL2), LambdaL2, "at least 0");
        Require(BaggingFraction is > 0 and <= 1, nameof(BaggingFraction), BaggingFraction, "above 0, at most 1");
        Require(BaggingFrequency >= 0, nameof(BaggingFrequency), BaggingFrequency, "at least 0");
        Require(FeatureFraction is > 0 and <= 1, nameof(FeatureFraction), FeatureFraction, "above 0, at most 1");
        Require(MaxBin is >= 2 and <= 255, nameof(MaxBin), MaxBin, "2 to 255");
        Require(MinDataInBin >= 1, nameof(MinDataInBin), MinDataInBin, "at least 1");
        Require(Truncation >= 1, nameof(Truncation), Truncation, "at least 1");
        Require(Enum.IsDefined(Objective), nameof(Objective), (double)Objective, "0 (Graded), 1 (Counterfactual) or 2 (Rate)");
        Require(PriorFeature >= -1, nameof(PriorFeature), PriorFeature, "a column number, or -1 for none");
        Require(Sigmoid > 0 && double.IsFinite(Sigmoid), nameof(Sigmoid), Sigmoid, "above 0");
        Require(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "at least 0");
        Require(Threads is >= 0 and <= 1_024, nameof(Threads), Threads, "0 to 1024");
        if (!RankingMetric.TryParse(Metric, out _, out string? problem))
            faults.Add(problem);
        for (int feature = 0; feature < MonotoneConstraints.Count; feature++)
            Require(MonotoneConstraints[feature] is >= -1 and <= 1, $"{nameof(MonotoneConstraints)}[{feature}]", MonotoneConstraints[feature], "-1, 0 or 1");
        for (int feature = 0; feature < Imputation.Count; feature++)
            Require(float.IsFinite(Imputation[feature]), $"{nameof(Imputation)}[{feature}]", Imputation[feature], "finite");
        return faults;

        void Require(bool holds, string option, double value, string range)
        {
            if (!holds)
                faults.Add(FormattableString.Invariant($"{option} is {value}; it must be {range}."));
        }
    }
}
