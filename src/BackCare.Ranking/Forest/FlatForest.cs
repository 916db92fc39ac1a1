using System.Collections.Immutable;

namespace BackCare.Ranking.Forest;

/// <summary>An immutable ensemble of regression trees. A row's score is the sum of its leaf outputs, in tree order, in double precision;
/// the mean of them when <see cref="AverageOutput"/> is set.</summary>
public sealed class FlatForest
{
    private ScoringLayout? _layout;

    private FlatForest(ImmutableArray<string> featureNames, ImmutableArray<string> featureInfos, ImmutableArray<RegressionTree> trees)
    {
        FeatureNames = featureNames;
        FeatureInfos = featureInfos;
        Trees = trees;
        Nodes = new ForestNodes(trees);
    }

    /// <summary>Column names, in column order.</summary>
    public ImmutableArray<string> FeatureNames { get; }

    /// <summary>What is known of each column: <c>[min:max]</c>, categories joined by colons, or <c>none</c> for a column that was not used.</summary>
    public ImmutableArray<string> FeatureInfos { get; }

    /// <summary>The trees, in the order their outputs are summed.</summary>
    public ImmutableArray<RegressionTree> Trees { get; }

    /// <summary>LightGBM's name of the objective the trees were trained for; empty when not known. Scores are raw: no link function is applied.</summary>
    public string Objective { get; private init; } = "";

    /// <summary>True when the score is the mean over trees (random forest) and not the sum.</summary>
    public bool AverageOutput { get; private init; }

    /// <summary>Per column −1, 0 or 1: the score must fall, may do anything, must rise with it; empty without constraints.</summary>
    public ImmutableArray<int> MonotoneConstraints { get; private init; } = [];

    /// <summary>Column of the label in the file the model was trained from; for the record only.</summary>
    public int LabelIndex { get; private init; }

    /// <summary>Lines of the parameters section of the model file; for the record only.</summary>
    public ImmutableArray<string> Parameters { get; private init; } = [];

    /// <summary>Number of columns a row must have.</summary>
    public int Features => FeatureNames.Length;

    /// <summary>The decision arrays of all trees, one after the other.</summary>
    public ForestNodes Nodes { get; }

    /// <summary>The tests of all nodes in the order that vectors need; made once, when it is first asked for.</summary>
    /// <remarks>Two threads may both make it; either is good, and the last one stays.</remarks>
    internal ScoringLayout Layout => Volatile.Read(ref _layout) ?? MakeLayout();

    /// <summary>Makes a forest.</summary>
    /// <param name="featureNames">One name per column; distinct, without white space.</param>
    /// <param name="featureInfos">One entry per column, without white space.</param>
    /// <param name="trees">The trees, in order.</param>
    /// <param name="objective">LightGBM's name of the objective.</param>
    /// <param name="averageOutput">True when the score is the mean over trees.</param>
    /// <param name="monotoneConstraints">Per column −1, 0 or 1; null for none.</param>
    /// <param name="parameters">Lines to keep in the parameters section.</param>
    /// <param name="labelIndex">Column of the label in the training file.</param>
    /// <exception cref="ArgumentException">A name cannot be written to a model file, counts differ, or a tree is not well formed.</exception>
    public static FlatForest FromTrees(
        IReadOnlyList<string> featureNames,
        IReadOnlyList<string> featureInfos,
        IReadOnlyList<RegressionTree> trees,
        string objective = "lambdarank",
        bool averageOutput = false,
        IReadOnlyList<int>? monotoneConstraints = null,
        IReadOnlyList<string>? parameters = null,
        int labelIndex = 0)
    {
        if (ForestCheck.HeaderFault(featureNames, featureInfos, objective, monotoneConstraints, parameters) is { } fault)
            throw new ArgumentException($"{fault.Field}: {fault.Reason}.");
        for (int tree = 0; tree < trees.Count; tree++)
        {
            if (TreeCheck.FirstFault(trees[tree], featureNames.Count) is { } treeFault)
                throw new ArgumentException($"Tree {tree}, {treeFault.Field}: {treeFault.Reason}.", nameof(trees));
        }

        return new FlatForest([.. featureNames], [.. featureInfos], [.. trees])
        {
            Objective = objective,
            AverageOutput = averageOutput,
            MonotoneConstraints = monotoneConstraints is null ? [] : [.. monotoneConstraints],
            Parameters = parameters is null ? [] : [.. parameters],
            LabelIndex = labelIndex,
        };
    }

    private ScoringLayout MakeLayout()
    {
        ScoringLayout layout = new(Nodes, Features);
        Volatile.Write(ref _layout, layout);
        return layout;
    }

    /// <summary>The forest of the first <paramref name="trees"/> trees, as early stopping needs it.</summary>
    public FlatForest Take(int trees) => new(FeatureNames, FeatureInfos, Trees[..trees])
    {
        Objective = Objective,
        AverageOutput = AverageOutput,
        MonotoneConstraints = MonotoneConstraints,
        Parameters = Parameters,
        LabelIndex = LabelIndex,
    };
}
