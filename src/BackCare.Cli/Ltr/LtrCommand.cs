using System.CommandLine;

namespace BackCare.Cli.Ltr;

/// <summary><c>backcare ltr</c>: learning to rank on LibSVM/LETOR files.</summary>
internal static class LtrCommand
{
    public static Command Build() => new("ltr", "Learning to rank on LibSVM/LETOR files.")
    {
        TrainCommand.Build(),
        PredictCommand.Build(),
        EvaluateCommand.Build(),
        CompareCommand.Build(),
        ExplainCommand.Build(),
        VerifyCommand.Build(),
    };
}
