using System.CommandLine;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts disable</c> and <c>enable</c>: takes the right to sign in, or gives it back.</summary>
internal static class DisableCommand
{
    public static Command Build(bool disable)
    {
        Option<string> email = AccountsCommand.EmailOption();
        Option<string?> database = Shop.DatabaseOption();
        Command command = new(disable ? "disable" : "enable", disable
            ? """
            Takes the right to sign in from an account and ends its sessions at once. Nothing is deleted.

            Example:
              backcare accounts disable --email ben@example.org
            """
            : """
            Gives an account back the right to sign in.

            Example:
              backcare accounts enable --email ben@example.org
            """)
        { email, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            SetAccountDisabled.Response done = await shop.AskAsync(new SetAccountDisabled.Command(parsed.GetValue(email)!, disable, Actor.Console), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{done.Email} {(done.Disabled ? "can no longer" : "can")} sign in.");
            return Root.Done;
        });
        return command;
    }
}
