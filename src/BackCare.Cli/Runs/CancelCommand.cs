using System.CommandLine;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.Cli.Models;

namespace BackCare.Cli.Runs;

/// <summary><c>backcare runs cancel</c>: asks a run to stop, in whichever process it is.</summary>
internal static class CancelCommand
{
    public static Command Build()
    {
        Argument<string> id = new("id") { Description = "The run." };
        Option<string> by = ModelsCommand.By();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("cancel", """
            Asks a training run to stop; its process, on whichever machine, does so within seconds and writes no model.

            Example:
              backcare runs cancel 019ac0f2c1a47d5e9d0b6a0c2f3e4d5a
            """)
        { id, by, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            CancelTraining.Response asked = await shop.AskAsync(new CancelTraining.Command(parsed.GetValue(id)!, parsed.GetValue(by)!), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(asked.Run, BackCareJson.Default.TrainingRun)
                : $"Training run {asked.Run.Id} was asked to stop.");
            return Root.Done;
        });
        return command;
    }
}
