using System.CommandLine;
using System.Text.Json;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts reset-password</c>: a temporary password, printed once.</summary>
internal static class ResetPasswordCommand
{
    public static Command Build()
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<string?> database = Shop.DatabaseOption();
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("reset-password", """
            Prints a temporary password, which must be changed at the next sign-in, and ends every session of the account.

            Example:
              backcare accounts reset-password --email ana@example.org
            """)
        { email, database, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ResetPassword.Response reset = await shop.AskAsync(new ResetPassword.Command(parsed.GetValue(email)!, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(reset, JsonText.Indented)
                : $"Temporary password of {reset.Email}, shown only now: {reset.TemporaryPassword}");
            return Root.Done;
        });
        return command;
    }
}
