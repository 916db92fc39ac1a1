using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;

namespace BackCare.Cli.Experiments;

/// <summary><c>backcare experiments</c>: two ways to rank, compared on shoppers who consented.</summary>
internal static class ExperimentsCommand
{
    public static Command Build() => new("experiments", "Starts, watches and stops experiments: A/B tests, interleaving, shadows.")
    {
        StartCommand.Build(),
        ListCommand.Build(),
        ShowCommand.Build(),
        Stop(),
    };

    /// <summary>Which experiment.</summary>
    public static Argument<string> IdArgument() => new("id") { Description = "Id of the experiment, as 'backcare experiments list' prints it." };

    private static Command Stop()
    {
        Argument<string> id = IdArgument();
        Option<string> reason = new("--reason") { HelpName = "text", Description = "Why; recorded.", DefaultValueFactory = static _ => "" };
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("stop", """
            Ends an experiment for ever; running hosts leave it within two seconds. What it measured stays readable.

            Example:
              backcare experiments stop 0199f2c3d4e5f60718293a4b5c6d7e8f --reason "decided"
            """)
        { id, reason, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ExperimentPart stopped = await shop.AskAsync(
                new StopExperiment.Command(parsed.GetValue(id)!, parsed.GetValue(reason)!) { By = Actor.Console }, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(stopped, BackCareJson.Default.ExperimentPart)
                : $"Stopped: {stopped.Name}");
            return Root.Done;
        });
        return command;
    }
}
