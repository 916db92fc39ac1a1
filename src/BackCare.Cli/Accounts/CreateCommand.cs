using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts create</c>: an account with a temporary password, printed once.</summary>
internal static class CreateCommand
{
    public static Command Build()
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<AccountRole> role = AccountsCommand.RoleOption();
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("create", """
            Makes an account and prints a temporary password, which must be changed at the first sign-in.

            Example:
              backcare accounts create --email ana@example.org --role Owner
            """)
        { email, role, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            CreateAccount.Response made = await shop.AskAsync(
                new CreateAccount.Command(parsed.GetValue(email)!, parsed.GetValue(role), Actor.Console), cancellationToken);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(
                    new { made.Id, made.Email, Role = made.Role.ToString(), made.TemporaryPassword }, JsonText.Indented));
                return Root.Done;
            }
            await output.WriteLineAsync($"{made.Email} is {made.Role}.");
            await output.WriteLineAsync($"Temporary password, shown only now: {made.TemporaryPassword}");
            await output.WriteLineAsync("Sign in at /accounts/sign-in of the host; the page asks for a new one.");
            return Root.Done;
        });
        return command;
    }
}
