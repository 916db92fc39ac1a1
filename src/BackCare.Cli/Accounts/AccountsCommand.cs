using System.CommandLine;
using BackCare.App.Accounts;

namespace BackCare.Cli.Accounts;

/// <summary><c>backcare accounts</c>: who can sign in.</summary>
internal static class AccountsCommand
{
    public static Command Build() => new("accounts", "Makes, lists and changes accounts of the people who run the shop.")
    {
        CreateCommand.Build(),
        ListCommand.Build(),
        RoleCommand.Build(),
        ResetPasswordCommand.Build(),
        DisableCommand.Build(disable: true),
        DisableCommand.Build(disable: false),
        RescueCommands.ResetSecondFactor(),
        RescueCommands.EndRest(),
    };

    /// <summary>Whose account.</summary>
    public static Option<string> EmailOption() => new("--email") { HelpName = "address", Description = "E-mail address of the account.", Required = true };

    /// <summary>A role by its name.</summary>
    public static Option<AccountRole> RoleOption()
    {
        Option<AccountRole> option = new("--role")
        {
            HelpName = "role",
            Description = "Shopper, Analyst, Admin or Owner.",
            Required = true,
            CustomParser = static result =>
            {
                string text = result.Tokens[0].Value;
                if (Enum.TryParse(text, ignoreCase: true, out AccountRole role) && Enum.IsDefined(role) && !char.IsAsciiDigit(text[0])) return role;
                result.AddError($"--role is '{text}'; it must be Shopper, Analyst, Admin or Owner.");
                return default;
            },
        };
        return option;
    }
}
