using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models rollback</c>: what served before the champion serves again.</summary>
internal static class RollBackCommand
{
    public static Command Build()
    {
        Option<string> by = ModelsCommand.By();
        Option<string?> reason = new("--reason") { HelpName = "text", Description = "Why; recorded in champion.json." };
        return new ModelVerb(audited: true).Make("rollback", """
            Brings back what served before the champion, at once. Before the first champion that was the knowledge prior.

            Example:
              backcare models rollback --reason "fewer carts since noon"
            """, [], [reason, by], async (parsed, shop, output, json, cancellationToken) =>
        {
            RollBackModel.Response done = await shop.AskAsync(
                new RollBackModel.Command(Actor.Console with { Name = parsed.GetValue(by)! }, Reason: parsed.GetValue(reason)), cancellationToken);
            if (json)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(done, BackCareJson.Default.RollBackResponse));
                return Root.Done;
            }

            foreach (string passed in done.PassedOver)
                await output.WriteLineAsync($"Passed over: {passed}");
            await output.WriteLineAsync(done.Version is { } version
                ? $"Champion: {version}, back from {done.From}."
                : $"The knowledge prior serves again; {done.From} does no longer.");
            return Root.Done;
        });
    }
}
