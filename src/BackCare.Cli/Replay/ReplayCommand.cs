using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.Cli.Recommend;

namespace BackCare.Cli.Replay;

/// <summary><c>backcare replay</c>: a past answer, rebuilt and compared with what was served.</summary>
internal static class ReplayCommand
{
    public static Command Build()
    {
        Argument<string> id = new("id") { Description = "The recommendationId of an answer that was kept." };
        Option<bool> json = new("--json") { Description = "Print the API's response." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("replay", """
            Rebuilds a past answer from the stored request, understanding, catalogue, model, rules and random draw, and compares it with what was served,
            byte for byte. Ends with 1 when the list differs, or when it was erased or never kept.

            Example:
              backcare replay 019ac0d4f1b27a3c9d5e8f7061524334
            """)
        { id, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ReplayRecommendation.Response response = await shop.AskAsync(new ReplayRecommendation.Query(parsed.GetValue(id)!), cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(response, BackCareJson.Default.ReplayResponse));
            else
                Print(output, response);
            return response.Replay.Result == "different" ? Root.Refused : Root.Done;
        });
        return command;
    }

    private static void Print(TextWriter output, ReplayRecommendation.Response response)
    {
        ReplayRecommendation.ReplayPart replay = response.Replay;
        output.WriteLine($"replay      {replay.Result switch
        {
            "exact" => "the same bytes as served",
            "same_list" => "the same list as served, in other words",
            "different" => "NOT the list that was served",
            _ => "cannot be rebuilt; what was stored follows",
        }}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"served      {replay.ServedUtc:yyyy-MM-dd HH:mm:ss} UTC, catalogue {replay.ShelfVersion}, inputs {replay.SchemaHash}, statistics up to entry {replay.StatisticsSequence}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"draw        {replay.Draw}, {(replay.Explored ? "explored" : "not explored")} (budget {replay.Exploration.Budget:0.###}, temperature {replay.Exploration.Temperature:0.###}, window {replay.Exploration.Window})"));
        if (replay.RuleIds.Count > 0)
            output.WriteLine($"rules       {string.Join(", ", replay.RuleIds)}");
        if (replay.ExperimentId is { } experiment)
            output.WriteLine($"experiment  {experiment}, arm {replay.Arm}");
        foreach (string line in replay.Missing)
            output.WriteLine($"missing     {line}");
        foreach (string line in replay.Differences)
            output.WriteLine($"difference  {line}");
        foreach (ReplayRecommendation.StoredItem item in replay.Items)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stored      {item.Position,3}. {item.ProductId}, score {item.Score:0.000}, propensity {item.Propensity:0.0000}{(item.Pinned ? ", pinned" : "")}"));
        RecommendText.Print(output, response);
    }
}
