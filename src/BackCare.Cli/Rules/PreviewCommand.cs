using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Rules;

namespace BackCare.Cli.Rules;

/// <summary><c>backcare rules preview</c>: what a rule would do to one shopper's list.</summary>
internal static class PreviewCommand
{
    public static Command Build()
    {
        RuleOptions options = new();
        Option<string> text = new("--text") { HelpName = "text", Description = "What the shopper says.", Required = true };
        Option<int> limit = NumberOption.Whole("--limit", 10, 1, "Products shown.");
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("preview", """
            Shows a shopper's list as it is and with a rule that is not saved, and why each product moved.
            Every danger-sign question counts as answered with no.

            Example:
              backcare rules preview bury --brand BackCare --amount 1 --text "tight calves after running"
            """);
        options.AddTo(command);
        foreach (Option option in new Option[] { text, limit, database, json })
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            PreviewRule.Response preview = await shop.AskAsync(
                new PreviewRule.Query(new ReportForm { Text = parsed.GetValue(text)!, Limit = parsed.GetValue(limit) }, Draft: options.Read(parsed)), cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(preview, BackCareJson.Default.RulePreviewResponse));
                return Root.Done;
            }
            if (preview.Moves.Count == 0) await output.WriteLineAsync($"{preview.Outcome}: there is no list for this text. {preview.Message}");
            foreach (PreviewRule.Move move in preview.Moves)
            {
                string Place(int? place) => place?.ToString(CultureInfo.InvariantCulture) ?? "-";
                await output.WriteLineAsync($"{Place(move.Before),3} -> {Place(move.After),3}  {move.Name}{(move.Because.Length > 0 ? $"  ({move.Because})" : "")}");
            }
            return Root.Done;
        });
        return command;
    }
}
