using System.CommandLine;
using BackCare.App.Accounts;
using BackCare.App.Rules;

namespace BackCare.Cli.Rules;

/// <summary><c>backcare rules remove</c>: removes a rule; its history stays.</summary>
internal static class RemoveCommand
{
    public static Command Build()
    {
        Argument<string> id = RulesCommand.IdArgument();
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("remove", """
            Removes a rule; running hosts follow within two seconds. Its history stays, and the desk can bring it back.

            Example:
              backcare rules remove 0199f2c3d4e5f60718293a4b5c6d7e8f
            """)
        { id, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            RulePart rule = (await shop.AskAsync(new GetRule.Query(parsed.GetValue(id)!), cancellationToken)).Rule;
            await shop.AskAsync(new RemoveRule.Command(rule.Id, rule.Version, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Removed: {rule.Summary}");
            return Root.Done;
        });
        return command;
    }
}
