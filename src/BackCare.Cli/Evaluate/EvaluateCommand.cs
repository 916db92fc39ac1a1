using System.CommandLine;

namespace BackCare.Cli.Evaluate;

/// <summary><c>backcare evaluate</c>: how well a part of the shop does on known cases.</summary>
internal static class EvaluateCommand
{
    public static Command Build() => new("evaluate", "Measures a part of the shop on known cases.")
    {
        InterviewCommand.Build(),
        LinkerCommand.Build(),
    };
}
