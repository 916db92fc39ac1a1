using System.Text.RegularExpressions;
using BackCare.Tests.App.Serving;
using BackCare.Tests.Cli.Ltr;
using BackCare.Tests.Ranking.MLNet;

namespace BackCare.Tests.Cli;

/// <summary>docs/analysts.md: every command in its blocks does what the page says, in the order of the page.</summary>
public sealed partial class AnalystsPageTests : IDisposable
{
    private readonly CommandRun command = new();

    [Fact]
    public async Task Every_command_of_the_page_runs()
    {
        command.Write("train.svm", GradedText.Rows(30, seed: 1));
        command.Write("train.svm.query", GradedText.Query(30));
        foreach ((string name, int seed) in new[] { ("valid", 2), ("test", 3) })
        {
            command.Write($"{name}.svm", GradedText.Rows(15, seed));
            command.Write($"{name}.svm.query", GradedText.Query(15));
        }

        File.WriteAllBytes(command.PathOf("notebook.txt"), ModelsOnDisk.Model);
        string[] commands = [.. Commands()];
        Assert.True(commands.Length >= 15, "The page has lost its commands.");

        foreach (string line in commands)
            await RunAsync(line);
    }

    public void Dispose() => command.Dispose();

    private async Task RunAsync(string line)
    {
        string[] args = [.. Words().Matches(line).Skip(1).Select(word => Argument(word.Value.Trim('"')))];
        if (args is ["simulate" or "train" or "training-set", ..])
            args = [.. args, "--database", command.PathOf("shop.db")];
        if (args is ["train" or "models", ..] and not ["models", "features", ..])
            args = [.. args, "--models", command.PathOf("models")];

        int exit = await command.Run(args);

        if (File.Exists(command.PathOf("model.txt")))
            File.Copy(command.PathOf("model.txt"), command.PathOf("python.txt"), overwrite: true);
        if (exit == 0)
            return;
        // A build without ML.NET refuses its trainers and files; too few lists for the gate are no fault of the page.
        bool excused = (!MLNetReference.IsPresent && MLNetWord().IsMatch(line))
            || (line.StartsWith("backcare models promote", StringComparison.Ordinal) && command.Error.Contains("gate", StringComparison.OrdinalIgnoreCase))
            || (line.StartsWith("backcare models rollback", StringComparison.Ordinal) && command.Error.StartsWith("There is no champion", StringComparison.Ordinal));
        Assert.True(excused, $"'{line}' ended with {exit}: {command.Error}");
    }

    /// <summary>Files are those of the test's folder; the simulation is a small one; VERSION is the newest model.</summary>
    private string Argument(string word) => word switch
    {
        "VERSION" => Directory.GetDirectories(command.PathOf("models/ranking")).Select(path => Path.GetFileName(path)).Max(StringComparer.Ordinal)!,
        "5000" => "600",
        _ => FileName().IsMatch(word) ? command.PathOf(word) : word,
    };

    private static IEnumerable<string> Commands() =>
        from Match block in Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "analysts.md")))
        from line in block.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        where line.StartsWith("backcare ", StringComparison.Ordinal)
        select line.Split(" #")[0].TrimEnd();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^[a-z]+(\.[a-z]+)*\.(svm|query|weight|names|txt|zip|json|html)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"mlnet-|elsewhere\.zip")]
    private static partial Regex MLNetWord();
}
