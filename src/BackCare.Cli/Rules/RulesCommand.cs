using System.CommandLine;

namespace BackCare.Cli.Rules;

/// <summary><c>backcare rules</c>: what the shop wants with its products on some lists.</summary>
internal static class RulesCommand
{
    public static Command Build() => new("rules", "Lists, makes, removes and tries out merchandising rules: pin, boost, bury, hide.")
    {
        ListCommand.Build(),
        AddCommand.Build(),
        RemoveCommand.Build(),
        PreviewCommand.Build(),
    };

    /// <summary>Which rule.</summary>
    public static Argument<string> IdArgument() => new("id") { Description = "Id of the rule, as 'backcare rules list' prints it." };
}
