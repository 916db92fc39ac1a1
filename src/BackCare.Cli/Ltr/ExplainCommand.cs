using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr explain</c>: which features moved each row's score, exactly.</summary>
internal static class ExplainCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("explain", """
            TreeSHAP contributions of each feature to each row's score; they add up to the score less the expected score. With --json one object a line.

            Example:
              backcare ltr explain --model model.txt --data test.svm --rows 1-20 --top 5 --json
            """)
        { options.Model, options.Data, options.Rows, options.Top, options.Out, options.Json };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, options, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Options given, CancellationToken cancellation)
    {
        string model = parsed.GetValue(given.Model)!, data = parsed.GetValue(given.Data)!;
        FlatForest forest = ModelFile.Read(model);
        Explainer explainer = new(forest, ShapOf(forest, model), parsed.GetValue(given.Top), parsed.GetValue(given.Json));
        (int from, int to) = parsed.GetValue(given.Rows);
        TextWriter error = parsed.InvocationConfiguration.Error;
        if (parsed.GetValue(given.Out) is { } path)
            AtomicFile.Write(path, writer => Explain(writer));
        else
            Explain(parsed.InvocationConfiguration.Output);
        return Root.Done;

        void Explain(TextWriter output)
        {
            int row = 0;
            foreach (FeatureMatrix block in RowBlocks.Read(data, forest.Features, error, cancellation))
            {
                for (int i = 0; i < block.Rows && row < to; i++)
                {
                    if (++row >= from)
                        explainer.Write(output, row, block, i);
                }
                if (row >= to)
                    return;
            }
            if (row < from)
                throw new RefusedException($"{data} has {row} rows; --rows begins at {from}.");
        }
    }

    private static TreeShap ShapOf(FlatForest forest, string model)
    {
        try
        {
            return new TreeShap(forest);
        }
        catch (ArgumentException fault)
        {
            throw new RefusedException($"{model} cannot be explained: {fault.Message}");
        }
    }

    private sealed class Explainer(FlatForest forest, TreeShap shap, int top, bool json)
    {
        private readonly float[] values = new float[forest.Features];
        private readonly double[] contributions = new double[forest.Features];

        public void Write(TextWriter output, int number, FeatureMatrix rows, int row)
        {
            rows.CopyRow(row, values);
            shap.Explain(values, contributions);
            double score = ForestScorer.ScoreRow(forest, values);
            int[] shown = [.. Enumerable.Range(0, forest.Features).Where(f => contributions[f] != 0).OrderByDescending(f => Math.Abs(contributions[f])).ThenBy(f => f)];
            if (top > 0 && shown.Length > top)
                shown = shown[..top];
            if (json)
            {
                output.Write(JsonSerializer.Serialize(
                    new
                    {
                        row = number,
                        score,
                        expected = shap.ExpectedValue,
                        contributions = shown.Select(f => new { feature = forest.FeatureNames[f], value = float.IsNaN(values[f]) ? (float?)null : values[f], contribution = contributions[f] }),
                    },
                    JsonText.OneLine) + "\n");
                return;
            }
            output.Write(string.Create(CultureInfo.InvariantCulture, $"row {number}: score {score:0.000000} = expected {shap.ExpectedValue:0.000000} {contributions.Sum():+ 0.000000;- 0.000000;+ 0}\n"));
            foreach (int f in shown)
                output.Write(string.Create(CultureInfo.InvariantCulture, $"  {contributions[f],12:+0.000000;-0.000000}  {forest.FeatureNames[f]} = {values[f]:0.######}\n"));
        }
    }

    private sealed class Options
    {
        public readonly Option<string> Model = new("--model") { Required = true, HelpName = "model.txt", Description = "Model in LightGBM's text format." };
        public readonly Option<string> Data = new("--data") { Required = true, HelpName = "file.svm", Description = "Rows, LibSVM/LETOR: label index:value …" };
        public readonly Option<(int From, int To)> Rows = new("--rows")
        {
            HelpName = "from-to",
            Description = "Rows to explain, counted from 1: 7 or 1-20. Without it all.",
            DefaultValueFactory = _ => (1, int.MaxValue),
            CustomParser = result =>
            {
                string[] ends = result.Tokens[0].Value.Split('-', 2);
                if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int from)
                    && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int to) && from >= 1 && to >= from)
                    return (from, to);
                result.AddError($"--rows is '{result.Tokens[0].Value}'; write a row or a range of rows counted from 1, as 7 or 1-20.");
                return default;
            },
        };

        public readonly Option<int> Top = NumberOption.Whole("--top", 0, 0, "Show only so many of the largest contributions; 0: all that are not 0.");
        public readonly Option<string?> Out = new("--out") { HelpName = "file", Description = "Where to write; without it the explanations are printed." };
        public readonly Option<bool> Json = new("--json") { Description = "One JSON object a line." };
    }
}
