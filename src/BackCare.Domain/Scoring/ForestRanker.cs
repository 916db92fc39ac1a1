using BackCare.Ranking.Forest;

namespace BackCare.Domain.Scoring;

/// <summary>Ranks with a trained forest.</summary>
public sealed class ForestRanker : IRanker
{
    private readonly FlatForest forest;
    private readonly Lazy<TreeShap?> shap;

    private ForestRanker(FlatForest forest, string name, string version)
    {
        (this.forest, Name, Version) = (forest, name, version);
        shap = new Lazy<TreeShap?>(Prepare);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>Makes a ranker of a forest, or says why it cannot serve.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="name">Such as the trainer's name.</param>
    /// <param name="version">The model's version.</param>
    /// <param name="schemaHash">Feature schema hash from the model's card.</param>
    /// <param name="schema">The schema that this build serves.</param>
    public static (ForestRanker? Ranker, string? Refusal) For(FlatForest forest, string name, string version, string schemaHash, FeatureSchema schema)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ArgumentNullException.ThrowIfNull(schema);
        if (schemaHash != schema.Hash)
            return (null, $"Model {version} was trained on feature schema {schemaHash}, this build serves {schema.Hash}. Retrain the model with this build.");
        if (!forest.FeatureNames.SequenceEqual(schema.Names))
            return (null, $"Model {version} names other features than schema {schema.Hash}. Retrain the model with this build.");
        return (new ForestRanker(forest, name, version), null);
    }

    /// <inheritdoc/>
    public void Score(CandidateRows rows, Span<double> scores) => ForestScorer.Score(forest, rows.Features, scores);

    /// <summary>Exact Shapley values of the trees. A forest whose file holds no leaf counts cannot tell.</summary>
    public double? Explain(CandidateRows rows, Span<double> contributions)
    {
        if (shap.Value is not { } trees)
            return null;
        trees.Explain(rows.Features, contributions);
        return trees.ExpectedValue;
    }

    // Made for the first list that asks: most hosts serve many models and explain few lists.
    private TreeShap? Prepare()
    {
        try
        {
            return new TreeShap(forest);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
