using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models show</c>: one version's card, verdict and files.</summary>
internal static class ShowCommand
{
    public static Command Build()
    {
        Argument<string> version = ModelsCommand.Version("The version to show.");
        return new ModelVerb().Make("show", """
            Shows one model: what its card says, the gate's verdict with every reason, its files.

            Example:
              backcare models show 20261126-114500-3fa9c1d2
            """, [version], [], async (parsed, shop, output, json, cancellationToken) =>
        {
            GetModel.Response model = await shop.AskAsync(new GetModel.Query(parsed.GetValue(version)!), cancellationToken);
            if (json)
                await output.WriteLineAsync(JsonSerializer.Serialize(model, BackCareJson.Default.ModelResponse));
            else
                Print(output, model);
            return Root.Done;
        });
    }

    private static void Print(TextWriter output, GetModel.Response shown)
    {
        GetModels.Item model = shown.Model;
        output.WriteLine($"version   {model.Version}{(model.Champion ? " (champion)" : "")}");
        output.WriteLine($"trainer   {model.Trainer ?? "?"}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"created   {model.CreatedUtc:yyyy-MM-dd HH:mm:ss} UTC"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"NDCG@10   {model.Ndcg10:0.0000}{(model.Simulated ? " (simulated lists)" : "")}"));
        output.WriteLine($"verdict   {model.Verdict ?? "none: the gate has not looked at it"}");
        foreach (string reason in shown.Reasons)
            output.WriteLine($"          {reason}");
        output.WriteLine($"files     {string.Join(", ", shown.Files)}");
        if (model.Problem is { } problem)
            output.WriteLine($"problem   {problem}");
    }
}
