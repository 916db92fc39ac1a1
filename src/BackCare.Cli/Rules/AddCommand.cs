using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.App.Rules;

namespace BackCare.Cli.Rules;

/// <summary><c>backcare rules add</c>: makes a rule.</summary>
internal static class AddCommand
{
    public static Command Build()
    {
        RuleOptions options = new();
        Option<string> description = new("--description") { HelpName = "text", Description = "Why it is there.", DefaultValueFactory = static _ => "" };
        Option<bool> off = new("--off") { Description = "Makes it switched off." };
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("add", """
            Makes a rule; running hosts follow within two seconds. No rule brings back what safety or suitability removed.

            Examples:
              backcare rules add pin --product tulis_classic_heel_cups --position 1 --symptom heel_pain_standing
              backcare rules add hide --category taping --query "swimming"
            """);
        options.AddTo(command);
        foreach (Option option in new Option[] { description, off, database, json })
            command.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            RuleForm form = options.Read(parsed) with { Description = parsed.GetValue(description)!, Enabled = !parsed.GetValue(off) };
            RulePart made = (await shop.AskAsync(new SaveRule.Command(null, form, Actor.Console), cancellationToken)).Rule;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(made, BackCareJson.Default.RulePart)
                : $"Made {made.Id}: {made.Summary}");
            return Root.Done;
        });
        return command;
    }
}
