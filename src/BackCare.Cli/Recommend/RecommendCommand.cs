using System.CommandLine;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Recommend;

namespace BackCare.Cli.Recommend;

/// <summary><c>backcare recommend</c>: what the shop answers to one text.</summary>
internal static class RecommendCommand
{
    public static Command Build()
    {
        Argument<string> text = new("text") { Description = "What hurts, in own words, English or Spanish." };
        Option<bool> explain = new("--explain") { Description = "Print every stage's output." };
        Option<int> limit = NumberOption.Of("--limit", 10, value => value is >= 1 and <= 50, "a whole number from 1 to 50", "Products at most.");
        Option<bool> json = new("--json") { Description = "Print the API's response." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("recommend", """
            Products for one text, best first; or a question, a referral, or an honest nothing.

            Example:
              backcare recommend "heel hurts when I get out of bed" --explain
            """)
        { text, explain, limit, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            GetRecommendations.Response response = await shop.AskAsync(
                new GetRecommendations.Query { Text = parsed.GetValue(text)!, Explain = parsed.GetValue(explain), Limit = parsed.GetValue(limit) },
                cancellationToken);
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(response, BackCareJson.Default.RecommendationsResponse));
            else
                RecommendText.Print(output, response);
            return Root.Done;
        });
        return command;
    }
}
