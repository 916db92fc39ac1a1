using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using BackCare.App.Data;
using BackCare.Cli.Accounts;
using BackCare.Cli.Catalog;
using BackCare.Cli.Experiments;
using BackCare.Cli.Health;
using BackCare.Cli.Keys;
using BackCare.Cli.Knowledge;
using BackCare.Cli.Link;
using BackCare.Cli.Ltr;
using BackCare.Cli.Models;
using BackCare.Cli.OffPolicy;
using BackCare.Cli.Operations;
using BackCare.Cli.Privacy;
using BackCare.Cli.Recommend;
using BackCare.Cli.Replay;
using BackCare.Cli.Rules;
using BackCare.Cli.Runs;
using BackCare.Cli.Simulate;
using BackCare.Cli.Training;
using BackCare.Cli.TrainingSet;
using BackCare.Ranking.Forest;

namespace BackCare.Cli;

/// <summary>The <c>backcare</c> command: its verbs, and what an exit code means.</summary>
/// <remarks>To add a verb, write a static class with a <c>Build()</c> that returns a <see cref="Command"/>, in a file of its own, and name it here.</remarks>
internal static class Root
{
    public const int Done = 0, Refused = 1, WrongUsage = 2;

    public static RootCommand Build() => new("BackCare: foot-care recommendations, from a report to an order, from events to a model.")
    {
        AccountsCommand.Build(),
        BackupCommand.Build(),
        CatalogCommand.Build(),
        DoctorCommand.Build(),
        Evaluate.EvaluateCommand.Build(),
        ExperimentsCommand.Build(),
        HealthCommand.Build(),
        KeysCommand.Build(),
        KnowledgeCommand.Build(),
        LinkCommand.Build(),
        LtrCommand.Build(),
        Migrate.MigrateCommand.Build(),
        ModelsCommand.Build(),
        OffPolicyCommand.Build(),
        PrivacyCommand.Build(),
        RecommendCommand.Build(),
        ReplayCommand.Build(),
        RestoreCommand.Build(),
        RulesCommand.Build(),
        RunsCommand.Build(),
        SimulateCommand.Build(),
        Training.TrainCommand.Build(),
        TrainersCommand.Build(),
        TrainingSetCommand.Build(),
    };

    /// <summary>Runs one command line. Results go to <paramref name="output"/>, progress and messages to <paramref name="error"/>.</summary>
    /// <returns><see cref="Done"/>, <see cref="Refused"/> after a reason, or <see cref="WrongUsage"/> after what to write instead.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // Numbers in help and messages look the same on every machine.
        ParseResult parsed = Build().Parse(args);
        InvocationConfiguration configuration = new()
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30), // Ctrl-C waits for the tree that is being grown, then for clean-up.
        };
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var fault in parsed.Errors)
                await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync($"See: {PathOf(parsed.CommandResult.Command)} --help");
            return WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception refusal) when (refusal is RefusedException or ModelFormatException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(refusal.Message);
            return Refused;
        }
        catch (Exception fault) when (DatabaseFaults.IsOfDatabase(fault))
        {
            await error.WriteLineAsync($"The database cannot be used: {fault.GetBaseException().Message} Check Database:Provider and ConnectionStrings:BackCare.");
            return Refused;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled; nothing was written.");
            return Refused;
        }
    }

    private static string PathOf(Command command)
    {
        string path = command is RootCommand ? "backcare" : command.Name;
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
            path = $"{(parent is RootCommand ? "backcare" : parent.Name)} {path}";
        return path;
    }
}
