using System.Globalization;
using BackCare.Ranking.Training;
using Spectre.Console;

namespace BackCare.Cli.Ltr;

/// <summary>Shows training on the error stream: a bar on a terminal, plain lines elsewhere.</summary>
internal static class TrainingBar
{
    /// <summary>Runs <paramref name="train"/> with a listener that shows iteration, metric, elapsed and remaining time.</summary>
    public static TrainedModel Show(TextWriter error, string metric, TimeProvider time, Func<IProgress<TrainingProgress>, TrainedModel> train)
    {
        Line line = new(metric, time);
        bool onTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        if (!onTerminal)
            return train(new PlainLines(error, line, time));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .Columns(new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new Bar(context.AddTask("binning", autoStart: true), line)));
    }

    /// <summary>Elapsed and remaining time in the words of both forms.</summary>
    private sealed class Line(string metric, TimeProvider time)
    {
        private readonly long start = time.GetTimestamp();

        public string Of(TrainingProgress at)
        {
            TimeSpan elapsed = time.GetElapsedTime(start);
            TimeSpan remaining = elapsed / at.Iteration * (at.Iterations - at.Iteration);
            double? value = at.ValidationMetric ?? at.TrainMetric;
            string measured = value is { } number ? string.Create(CultureInfo.InvariantCulture, $"  {metric} {number:0.0000}") : "";
            return string.Create(CultureInfo.InvariantCulture, $"tree {at.Iteration}/{at.Iterations}{measured}  elapsed {Clock(elapsed)}  remaining {Clock(remaining)}");
        }

        private static string Clock(TimeSpan span) => span.ToString(span.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    private sealed class Bar(ProgressTask task, Line line) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = value.Iterations;
            task.Description = line.Of(value);
            task.Value = value.Iteration;
        }
    }

    /// <summary>The first tree, the last one, and a line every few seconds between them.</summary>
    private sealed class PlainLines(TextWriter error, Line line, TimeProvider time) : IProgress<TrainingProgress>
    {
        private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
        private long last = time.GetTimestamp();

        public void Report(TrainingProgress value)
        {
            if (value.Iteration != 1 && value.Iteration != value.Iterations && time.GetElapsedTime(last) < Between)
                return;
            last = time.GetTimestamp();
            error.WriteLine(line.Of(value));
        }
    }
}
