using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;

namespace BackCare.Cli.Experiments;

/// <summary><c>backcare experiments show</c>: what one says so far.</summary>
internal static class ShowCommand
{
    public static Command Build()
    {
        Argument<string> id = ExperimentsCommand.IdArgument();
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("show", """
            Shows what an experiment says so far. Look as often as you like: the interval holds at every look.

            Example:
              backcare experiments show 0199f2c3d4e5f60718293a4b5c6d7e8f
            """)
        { id, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            GetExperiment.Response found = await shop.AskAsync(new GetExperiment.Query(parsed.GetValue(id)!), cancellationToken);
            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(found, BackCareJson.Default.ExperimentResponse));
            else
                Print(parsed.InvocationConfiguration.Output, found);
            return Root.Done;
        });
        return command;
    }

    private static void Print(TextWriter output, GetExperiment.Response found)
    {
        ExperimentPart e = found.Experiment;
        Line(output, $"{e.Name} ({e.Kind}), {(e.StoppedUtc is { } at ? $"stopped {at:yyyy-MM-dd HH:mm} UTC by {e.StoppedBy}: {e.StopReason}" : "running")}");
        Line(output, $"control    {e.Control.Words}");
        Line(output, $"treatment  {e.Treatment.Words}");
        if (found.Simulated) output.WriteLine("Simulated shoppers only: nothing here says what real shoppers prefer.");
        if (found.Measurement is { } m)
        {
            Line(output, $"control    {m.Control.Successes} of {m.Control.Units} {m.Unit} ({m.Control.Rate:P2})");
            Line(output, $"treatment  {m.Treatment.Successes} of {m.Treatment.Units} {m.Unit} ({m.Treatment.Rate:P2})");
            Line(output, $"difference {m.Difference.Estimate:+0.0000;-0.0000;0.0000}, interval {m.Difference.Lower:+0.0000;-0.0000;0.0000} to {m.Difference.Upper:+0.0000;-0.0000;0.0000}; {m.Waiting} {m.Unit} wait");
            Line(output, $"verdict    {m.Verdict}");
            foreach (GuardrailPart g in e.Guardrails)
                Line(output, $"guardrail  {g.Name}: {g.State} ({g.Control.Estimate:P2} of {g.Control.Count}, {g.Treatment.Estimate:P2} of {g.Treatment.Count})");
        }
        if (found.Shadow is { } s)
            Line(output, $"{s.Lists} lists: same first {s.SameFirst:P1}, first {s.Depth} shared {s.Overlap:P1}, Kendall's tau {s.KendallTau:0.000}, scores {s.ScoreDistance:0.000} standard deviations apart");
    }

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
