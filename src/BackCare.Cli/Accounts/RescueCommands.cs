using System.CommandLine;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary>For people who cannot get in: their second factor is lost, or their account rests after wrong tries.</summary>
internal static class RescueCommands
{
    /// <summary><c>backcare accounts reset-second-factor</c>.</summary>
    public static Command ResetSecondFactor()
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("reset-second-factor", """
            Takes authenticator app, recovery codes and passkeys from an account and ends its sessions. The password stays.

            Example:
              backcare accounts reset-second-factor --email ana@example.org
            """)
        { email, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            ResetSecondFactor.Response reset = await shop.AskAsync(new ResetSecondFactor.Command(parsed.GetValue(email)!, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{reset.Email} signs in with the password alone until a second factor is set up again.");
            return Root.Done;
        });
        return command;
    }

    /// <summary><c>backcare accounts end-rest</c>.</summary>
    public static Command EndRest()
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("end-rest", """
            Ends the rest of an account after wrong tries, for every address.

            Example:
              backcare accounts end-rest --email ana@example.org
            """)
        { email, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            EndRest.Response ended = await shop.AskAsync(new EndRest.Command(parsed.GetValue(email)!, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{ended.Email} can be tried again from everywhere.");
            return Root.Done;
        });
        return command;
    }
}
