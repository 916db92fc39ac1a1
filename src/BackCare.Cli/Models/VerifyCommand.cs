using System.CommandLine;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models verify</c>: whether models are whole and could serve.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        Argument<string?> version = new("version") { Description = "The version to verify; without it all of them.", Arity = ArgumentArity.ZeroOrOne };
        return new ModelVerb().Make("verify", """
            Reads models as a host would: card, hash of the model file, its format, the feature schema, a few scores. Exits with 1 when one could not serve.

            Example:
              backcare models verify --json
            """, [version], [], async (parsed, shop, output, json, cancellationToken) =>
        {
            VerifyModels.Response verified = await shop.AskAsync(new VerifyModels.Query(parsed.GetValue(version)), cancellationToken);
            if (json)
                await output.WriteLineAsync(JsonSerializer.Serialize(verified.Items, BackCareJson.Default.VerifyItems));
            else if (verified.Items.Count == 0)
                await output.WriteLineAsync("There is no model to verify.");
            foreach (VerifyModels.Item item in json ? [] : verified.Items)
                await output.WriteLineAsync($"{item.Version}: {item.Problem ?? "sound"}");
            return verified.Items.All(item => item.Sound) ? Root.Done : Root.Refused;
        });
    }
}
