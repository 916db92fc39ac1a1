using System.CommandLine;
using System.Globalization;
using BackCare.Domain.Scoring;
using BackCare.Ranking.Metrics;
using BackCare.Ranking.Training;

namespace BackCare.Cli.Ltr;

/// <summary>Every option of the trainer by name, with LightGBM's meaning and default.</summary>
internal sealed class TrainerOptionSet
{
    private static readonly TrainerOptions Default = new();

    private readonly Option<int> trees = NumberOption.Whole("--trees", Default.Trees, 1, "Trees to grow.");
    private readonly Option<double> learningRate = NumberOption.Of("--learning-rate", Default.LearningRate, v => v > 0 && double.IsFinite(v), "a number above 0", "Factor on every leaf value.");
    private readonly Option<int> leaves = NumberOption.Of("--leaves", Default.Leaves, v => v is >= 2 and <= 131_072, "a whole number from 2 to 131072", "Most leaves of a tree.");
    private readonly Option<int> minData = NumberOption.Whole("--min-data", Default.MinDataInLeaf, 0, "Fewest rows in a leaf.");
    private readonly Option<double> minHessian = Least("--min-hessian", Default.MinHessianInLeaf, "Smallest sum of hessians in a leaf.");
    private readonly Option<double> minGain = Least("--min-gain", Default.MinGainToSplit, "A split must gain more than this.");
    private readonly Option<int> maxDepth = NumberOption.Of("--max-depth", Default.MaxDepth, _ => true, "a whole number", "Deepest level of a leaf; 0 or less: no limit.");
    private readonly Option<double> lambdaL1 = Least("--lambda-l1", Default.LambdaL1, "L1 penalty on leaf values.");
    private readonly Option<double> lambdaL2 = Least("--lambda-l2", Default.LambdaL2, "L2 penalty on leaf values.");
    private readonly Option<double> baggingFraction = Share("--bagging-fraction", Default.BaggingFraction, "Share of rows a tree sees; needs --bagging-freq.");
    private readonly Option<int> baggingFrequency = NumberOption.Whole("--bagging-freq", Default.BaggingFrequency, 0, "Trees between two draws of rows; 0: no bagging.");
    private readonly Option<double> featureFraction = Share("--feature-fraction", Default.FeatureFraction, "Share of features a tree sees.");
    private readonly Option<int> maxBin = NumberOption.Of("--max-bin", Default.MaxBin, v => v is >= 2 and <= 255, "a whole number from 2 to 255", "Bins a feature is cut into.");
    private readonly Option<int> minDataInBin = NumberOption.Whole("--min-data-in-bin", Default.MinDataInBin, 1, "Fewest rows in a bin.");
    private readonly Option<int> truncation = NumberOption.Whole("--truncation", Default.Truncation, 1, "Only pairs with a row above this rank push.");
    private readonly Option<bool> normalise = new("--normalise", "--normalize") { DefaultValueFactory = _ => Default.Normalise, HelpName = "true|false", Description = "Scale a group's gradients by its score spread and their sum. [default: true]" };
    private readonly Option<LambdaObjective> objective = new("--objective") { DefaultValueFactory = _ => Default.Objective, HelpName = "graded|counterfactual|rate", Description = "Lower 1 - NDCG of the grades; or the DCG lost to what was responded to, weighted by --weights (inverse propensities); or fit what one look earns, with --weights as one over the looks of every row. [default: graded]" };
    private readonly Option<int> prior = NumberOption.Of("--prior-feature", Default.PriorFeature, v => v >= -1, "a column number, or -1", "Column whose values order the rows before anything is learned; -1: none.");
    private readonly Option<double> sigmoid = NumberOption.Of("--sigmoid", Default.Sigmoid, v => v > 0 && double.IsFinite(v), "a number above 0", "Steepness of the pairwise logistic.");
    private readonly Option<string?> monotone = new("--monotone") { HelpName = "directions", Description = "Features that must push one way: index:direction pairs as 3:1,7:-1 (1 rising, -1 falling), or one direction per column." };
    private readonly Option<string?> impute = new("--impute") { HelpName = "values", Description = "What stands for a missing value (nan) with trainers that take none, as ML.NET's: one number for every column, one a column, or schema for what `backcare models features` lists." };
    private readonly Option<int> earlyStopping = NumberOption.Whole("--early-stopping", Default.EarlyStoppingRounds, 0, "Stop when the metric on --valid has not improved for this many trees; 0: never.");
    private readonly Option<RankingMetric> metric = MetricOption.One();
    private readonly Option<bool> measureTraining = new("--measure-training") { Description = "Take the metric on the training groups too, at every tree; it costs time." };
    private readonly Option<int> threads = NumberOption.Of("--threads", Default.Threads, v => v is >= 0 and <= 1_024, "a whole number from 0 to 1024", "Threads; 0: one a processor. The model does not depend on it.");
    private readonly Option<int> seed = NumberOption.Of("--seed", Default.Seed, _ => true, "a whole number", "Seed of row and feature sampling.");

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            trees, learningRate, leaves, minData, minHessian, earlyStopping, metric, threads, seed, baggingFraction, baggingFrequency, featureFraction, maxDepth,
            lambdaL1, lambdaL2, truncation, maxBin, minDataInBin, minGain, sigmoid, normalise, objective, prior, monotone, impute, measureTraining,
        })
            command.Options.Add(option);
    }

    /// <summary>The options given, for data of <paramref name="columns"/> columns.</summary>
    public TrainerOptions Read(ParseResult parsed, int columns)
    {
        TrainerOptions options = new()
        {
            Trees = parsed.GetValue(trees),
            LearningRate = parsed.GetValue(learningRate),
            Leaves = parsed.GetValue(leaves),
            MinDataInLeaf = parsed.GetValue(minData),
            MinHessianInLeaf = parsed.GetValue(minHessian),
            MinGainToSplit = parsed.GetValue(minGain),
            MaxDepth = parsed.GetValue(maxDepth),
            LambdaL1 = parsed.GetValue(lambdaL1),
            LambdaL2 = parsed.GetValue(lambdaL2),
            BaggingFraction = parsed.GetValue(baggingFraction),
            BaggingFrequency = parsed.GetValue(baggingFrequency),
            FeatureFraction = parsed.GetValue(featureFraction),
            MaxBin = parsed.GetValue(maxBin),
            MinDataInBin = parsed.GetValue(minDataInBin),
            Truncation = parsed.GetValue(truncation),
            Normalise = parsed.GetValue(normalise),
            Objective = parsed.GetValue(objective),
            PriorFeature = parsed.GetValue(prior),
            Sigmoid = parsed.GetValue(sigmoid),
            MonotoneConstraints = Directions(parsed.GetValue(monotone), columns),
            Imputation = Imputed(parsed.GetValue(impute), columns),
            EarlyStoppingRounds = parsed.GetValue(earlyStopping),
            Metric = parsed.GetValue(metric)!.ToString(),
            MeasureTraining = parsed.GetValue(measureTraining),
            Threads = parsed.GetValue(threads),
            Seed = parsed.GetValue(seed),
        };
        return options.Validate() is [string first, ..] ? throw new RefusedException(first) : options;
    }

    private static int[] Directions(string? text, int columns)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        bool pairs = text.Contains(':', StringComparison.Ordinal);
        if (!pairs && parts.Length != columns)
            throw new RefusedException($"--monotone has {parts.Length} directions for {columns} columns (0 to {columns - 1}); give one per column, or index:direction pairs.");
        int[] directions = new int[columns];
        for (int i = 0; i < parts.Length; i++)
        {
            string[] pair = pairs ? parts[i].Split(':') : [i.ToString(CultureInfo.InvariantCulture), parts[i]];
            if (pair.Length != 2 || !Whole(pair[0], out int column) || column < 0 || column >= columns || !Whole(pair[1], out int direction) || direction is < -1 or > 1)
                throw new RefusedException($"--monotone has '{parts[i]}'; write index:direction with an index from 0 to {columns - 1} and a direction of -1, 0 or 1.");
            directions[column] = direction;
        }
        return directions;
    }

    private static float[] Imputed(string? text, int columns)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        if (text == "schema")
        {
            return FeatureSchema.Current.Width == columns ? [.. FeatureSchema.Current.Imputation]
                : throw new RefusedException($"--impute schema is for product data of {FeatureSchema.Current.Width} features, this has {columns}; give one number for all, or one per column.");
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != 1 && parts.Length != columns)
            throw new RefusedException($"--impute has {parts.Length} values for {columns} columns (0 to {columns - 1}); give one for all, or one per column.");
        float[] values = [.. parts.Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value : throw new RefusedException($"--impute has '{part}'; write finite numbers with a point as decimal sign."))];
        return values.Length == columns ? values : [.. Enumerable.Repeat(values[0], columns)];
    }

    private static bool Whole(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static Option<double> Least(string name, double fallback, string description) =>
        NumberOption.Of(name, fallback, v => v >= 0 && double.IsFinite(v), "a number, at least 0", description);

    private static Option<double> Share(string name, double fallback, string description) =>
        NumberOption.Of(name, fallback, v => v is > 0 and <= 1, "a number above 0, at most 1", description);
}
