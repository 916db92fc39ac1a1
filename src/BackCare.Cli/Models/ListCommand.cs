using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;
using BackCare.App.Messaging;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models list</c>: every version, newest first.</summary>
internal static class ListCommand
{
    public static Command Build() => new ModelVerb().Make("list", """
        Lists the model versions, newest first. The champion has a star; without one the knowledge prior serves.

        Example:
          backcare models list --json
        """, [], [], async (_, shop, output, json, cancellationToken) =>
    {
        GetModels.Response models = await shop.AskAsync(new GetModels.Query(), cancellationToken);
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(models.Items, BackCareJson.Default.ModelItems));
        else
            Print(output, models);
        return Root.Done;
    });

    private static void Print(TextWriter output, GetModels.Response models)
    {
        if (models.Items.Count > 0)
            output.WriteLine($"  {"version",-28}{"trainer",-16}{"created (UTC)",-21}{"NDCG@10",8}  verdict");
        foreach (GetModels.Item model in models.Items)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(model.Champion ? '*' : ' ')} {model.Version,-28}{model.Trainer ?? "?",-16}{model.CreatedUtc,-21:yyyy-MM-dd HH:mm:ss}{model.Ndcg10,8:0.0000}  {model.Verdict ?? "none"}{(model.Simulated ? ", simulated lists" : "")}"));
            if (model.Problem is { } problem)
                output.WriteLine($"    {problem}");
        }

        output.WriteLine(models.Champion is { } champion ? $"Champion: {champion}." : "There is no champion; the knowledge prior serves.");
        if (models.Refused is { } refused)
            output.WriteLine($"It does not serve: {refused}");
    }
}
