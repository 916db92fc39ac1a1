using System.Diagnostics.CodeAnalysis;
using BackCare.Ranking.Forest;
#if MLNET
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using TreeModel = Microsoft.ML.ISingleFeaturePredictionTransformer<Microsoft.ML.Trainers.FastTree.TreeEnsembleModelParametersBasedOnRegressionTree>;
#endif

namespace BackCare.Ranking.MLNet;

/// <summary>Reads a ranking model that ML.NET saved (<c>.zip</c>), by whoever and wherever it was trained, into a forest.</summary>
public static class MLNetModelFile
{
    /// <summary>Reads a model; a refusal comes back as a sentence.</summary>
    /// <param name="zip">The file; a seekable stream.</param>
    /// <param name="expectedFeatures">The feature names, in order, that the model must have been trained on.</param>
    /// <param name="imputation">What stands for a missing value, a feature: the forest sends one where its trees send this.</param>
    /// <param name="forest">The model, or null when it is refused. Row counts are 0 (ML.NET does not keep them), so it cannot be explained.</param>
    /// <param name="trainer">What trained it: <c>mlnet-lightgbm</c> or <c>mlnet-fasttree</c>; null when it is refused.</param>
    /// <param name="refusal">Null, or what is wrong with the model and what to do.</param>
    /// <remarks>Transforms that stand before the trainer in the saved pipeline are not taken over: what is served is the trees, on the feature
    /// vector that they were trained on. That is why its slots must be named as the features are. What a model that learned from missing
    /// values does with one is not public in ML.NET: it must have been trained on rows imputed by <paramref name="imputation"/>.</remarks>
    public static bool TryRead(
        Stream zip,
        IReadOnlyList<string> expectedFeatures,
        IReadOnlyList<float> imputation,
        [NotNullWhen(true)] out FlatForest? forest,
        [NotNullWhen(true)] out string? trainer,
        [NotNullWhen(false)] out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(zip);
        ArgumentNullException.ThrowIfNull(expectedFeatures);
        ArgumentNullException.ThrowIfNull(imputation);
        (forest, trainer) = (null, null);
#if MLNET
        try
        {
            (TreeModel model, DataViewSchema schema) = Load(zip);
            refusal = Refusal(model, schema, expectedFeatures);
            if (refusal is not null)
                return false;
            forest = FlatForest.FromTrees(
                expectedFeatures, [.. Enumerable.Repeat("none", expectedFeatures.Count)], MLNetForest.TreesOf(model.Model, imputation));
            trainer = model.Model is LightGbmRankingModelParameters ? Trainers.LightGbm : Trainers.FastTree;
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            refusal = $"The file is not a ranking model of ML.NET that can be read: {fault.Message}";
            return false;
        }
#else
        refusal = $"A model of ML.NET cannot be read. {MLNetBuild.Description}";
        return false;
#endif
    }

#if MLNET
    /// <summary>The trees of a saved model and the schema of what goes into them.</summary>
    private static (TreeModel Model, DataViewSchema Input) Load(Stream zip)
    {
        MLContext context = new(seed: 0);
        context.ComponentCatalog.RegisterAssembly(typeof(LightGbmRankingModelParameters).Assembly);
        context.ComponentCatalog.RegisterAssembly(typeof(FastTreeRankingModelParameters).Assembly);
        ITransformer loaded = context.Model.Load(zip, out DataViewSchema schema);
        foreach (ITransformer step in loaded is IEnumerable<ITransformer> chain ? chain : [loaded])
        {
            if (step is TreeModel { Model: LightGbmRankingModelParameters or FastTreeRankingModelParameters } model)
                return (model, schema);
            schema = step.GetOutputSchema(schema);
        }

        throw new FormatException("there is no LightGBM or FastTree ranking model in it. Train one with mlContext.Ranking.Trainers.");
    }

    private static string? Refusal(TreeModel model, DataViewSchema schema, IReadOnlyList<string> expected)
    {
        if (schema.GetColumnOrNull(model.FeatureColumnName) is not { } column)
            return $"The model's own schema has no column {model.FeatureColumnName}, which its trees need; save it with the schema it was trained on.";
        int size = column.Type is VectorDataViewType vector ? vector.Size : 1;
        if (size != expected.Count)
            return $"The model was trained on {size} features, the schema here has {expected.Count}; retrain it on this schema.";
        if (!column.HasSlotNames())
            return $"Column {column.Name} of the model has no slot names, so nobody can tell which feature is which; train with named features.";
        VBuffer<ReadOnlyMemory<char>> slots = default;
        column.GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        int differs = names.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        return differs == names.Length ? null
            : $"Feature {differs} of the model is '{names[differs]}', the schema here has '{expected[differs]}' there; retrain it on this schema.";
    }
#endif
}
