using System.CommandLine;

namespace BackCare.Cli.Runs;

/// <summary><c>backcare runs</c>: training runs of every process on this database.</summary>
internal static class RunsCommand
{
    public static Command Build() => new("runs", "Lists, shows and cancels training runs, also those of other processes.")
    {
        ListCommand.Build(),
        ShowCommand.Build(),
        CancelCommand.Build(),
    };
}
