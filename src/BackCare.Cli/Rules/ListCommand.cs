using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.App.Rules;

namespace BackCare.Cli.Rules;

/// <summary><c>backcare rules list</c>: every rule with its state, and how rules work against each other.</summary>
internal static class ListCommand
{
    private const int PageSize = 200;

    public static Command Build()
    {
        Option<string?> state = new("--state") { HelpName = "state", Description = "running, planned, over or off; all when left out." };
        state.AcceptOnlyFromAmong("running", "planned", "over", "off");
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("list", """
            Lists the shop's rules, changed last first. Conflicts between them go to the error output.

            Example:
              backcare rules list --state running
            """)
        { state, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            List<RulePart> rules = [];
            List<RuleConflictPart> conflicts = [];
            string? cursor = null;
            do
            {
                GetRules.Response page = await shop.AskAsync(new GetRules.Query(State: parsed.GetValue(state), Cursor: cursor, Limit: PageSize), cancellationToken);
                rules.AddRange(page.Items);
                conflicts.AddRange(page.Conflicts.Except(conflicts));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(rules, BackCareJson.Default.RuleParts));
                return Root.Done;
            }
            foreach (RulePart rule in rules)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rule.Id}  {rule.State,-8} {rule.Summary}{(rule.Rule.Description.Length > 0 ? $" ({rule.Rule.Description})" : "")}"));
            foreach (RuleConflictPart conflict in conflicts)
                await error.WriteLineAsync($"{conflict.RuleId}{(conflict.OtherId is null ? "" : $" and {conflict.OtherId}")}: {conflict.Statement}");
            if (rules.Count == 0) await error.WriteLineAsync("There is no such rule.");
            return Root.Done;
        });
        return command;
    }
}
