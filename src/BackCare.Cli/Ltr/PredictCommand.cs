using System.CommandLine;
using System.Text;
using BackCare.Ranking.Data;
using BackCare.Ranking.Forest;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr predict</c>: one score a row, in the order of the file.</summary>
internal static class PredictCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("predict", """
            Score rows with a model, one score a line, written so that it reads back as the same number. The label column must be there, its value is not used; groups are not needed. Files of any size are read in blocks.

            Example:
              backcare ltr predict --model model.txt --data test.svm --out scores.txt
            """)
        { options.Model, options.Data, options.Out };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, options, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, Options given, CancellationToken cancellation)
    {
        FlatForest forest = ModelFile.Read(parsed.GetValue(given.Model)!);
        string data = parsed.GetValue(given.Data)!;
        TextWriter error = parsed.InvocationConfiguration.Error;
        if (parsed.GetValue(given.Out) is { } path)
            AtomicFile.Write(path, writer => Predict(forest, data, writer, error, cancellation));
        else
            Predict(forest, data, parsed.InvocationConfiguration.Output, error, cancellation);
        return Root.Done;
    }

    private static void Predict(FlatForest forest, string data, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        double[] scores = [];
        StringBuilder text = new(); // A console writes through at every call: one call a block.
        foreach (FeatureMatrix rows in RowBlocks.Read(data, forest.Features, error, cancellation))
        {
            if (scores.Length < rows.Rows)
                scores = new double[rows.Rows];
            ForestScorer.Score(forest, rows, scores.AsSpan(0, rows.Rows));
            for (int row = 0; row < rows.Rows; row++)
                text.Append(ScoreFile.Text(scores[row])).Append('\n');
            output.Write(text);
            text.Clear();
        }
    }

    private sealed class Options
    {
        public readonly Option<string> Model = new("--model") { Required = true, HelpName = "model.txt", Description = "Model in LightGBM's text format." };
        public readonly Option<string> Data = new("--data") { Required = true, HelpName = "file.svm", Description = "Rows, LibSVM/LETOR: label index:value …; an absent entry is 0." };
        public readonly Option<string?> Out = new("--out") { HelpName = "scores.txt", Description = "Where to write the scores; without it they are printed." };
    }
}
