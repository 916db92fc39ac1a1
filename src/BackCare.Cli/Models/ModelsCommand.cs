using System.CommandLine;

namespace BackCare.Cli.Models;

/// <summary><c>backcare models</c>: the versions, the champion among them, and the way back.</summary>
internal static class ModelsCommand
{
    public static Command Build() => new("models", "Lists, shows, compares, imports, verifies, promotes and rolls back ranking models.")
    {
        ListCommand.Build(),
        FeaturesCommand.Build(),
        ShowCommand.Build(),
        CompareCommand.Build(),
        ImportCommand.Build(),
        PromoteCommand.Build(),
        RollBackCommand.Build(),
        VerifyCommand.Build(),
    };

    /// <summary>A model version.</summary>
    public static Argument<string> Version(string description) => new("version") { Description = description };

    /// <summary>Who acts; recorded with what was done.</summary>
    public static Option<string> By() => new("--by")
    {
        HelpName = "name",
        DefaultValueFactory = _ => Environment.UserName is { Length: > 0 } user ? user : "command line",
        Description = "Who does it; recorded. Without it the name of the account that runs the command.",
    };
}
