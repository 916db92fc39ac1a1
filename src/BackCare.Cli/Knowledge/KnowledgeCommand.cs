using System.CommandLine;

namespace BackCare.Cli.Knowledge;

/// <summary><c>backcare knowledge</c>: the files that the shop knows things from.</summary>
internal static class KnowledgeCommand
{
    public static Command Build() => new("knowledge", "Checks the knowledge files, or brings them into the database.")
    {
        CheckCommand.Build(),
        ImportCommand.Build(),
    };

    /// <summary>The folder of knowledge files.</summary>
    public static Option<string?> FolderOption() => new("--folder")
    {
        HelpName = "folder",
        Description = "Folder of knowledge files; without it the one that ships with the program.",
    };
}
