using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models promote</c>: a version becomes the champion when the gate lets it.</summary>
internal static class PromoteCommand
{
    public static Command Build()
    {
        Argument<string> version = ModelsCommand.Version("The version to promote.");
        Option<string> by = ModelsCommand.By();
        Option<bool> decide = new("--decide") { Description = "A person decides where the gate says that there is not enough evidence; needs --reason." };
        Option<string?> reason = new("--reason") { HelpName = "text", Description = "Why that person decides so; recorded in champion.json." };
        Command command = new ModelVerb(audited: true).Make("promote", """
            Makes a model the champion. Only champion.json changes; running hosts take it over within two seconds. What the gate refused stays refused.

            Examples:
              backcare models promote 20261126-114500-3fa9c1d2
              backcare models promote 20261126-114500-3fa9c1d2 --decide --reason "first week, too few explored lists" --by "Ada"
            """, [version], [decide, reason, by], async (parsed, shop, output, json, cancellationToken) =>
        {
            PromoteModel.Response done = await shop.AskAsync(
                new PromoteModel.Command(parsed.GetValue(version)!, Actor.Console with { Name = parsed.GetValue(by)! }, parsed.GetValue(decide), parsed.GetValue(reason)), cancellationToken);
            await output.WriteLineAsync(json
                ? JsonSerializer.Serialize(done, BackCareJson.Default.PromoteResponse)
                : $"Champion: {done.Version}; before it served {done.Previous ?? "the knowledge prior"}.");
            if (done.Note is { } note)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(note);
            return Root.Done;
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(decide) && string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError("--decide needs --reason \"…\"; it is recorded.");
        });
        return command;
    }
}
