using System.CommandLine;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts role</c>: another role for an account.</summary>
internal static class RoleCommand
{
    public static Command Build()
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<AccountRole> role = AccountsCommand.RoleOption();
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("role", """
            Gives an account another role; its sessions end. The last owner stays an owner.

            Example:
              backcare accounts role --email ben@example.org --role Analyst
            """)
        { email, role, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ChangeRole.Response changed = await shop.AskAsync(new ChangeRole.Command(parsed.GetValue(email)!, parsed.GetValue(role), Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{changed.Email} is {changed.Role}.");
            return Root.Done;
        });
        return command;
    }
}
