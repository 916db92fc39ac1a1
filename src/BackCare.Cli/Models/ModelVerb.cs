using System.CommandLine;
using System.Data.Common;

namespace BackCare.Cli.Models;

/// <summary>Options that every verb about the models folder takes. None of these verbs needs the database; those that change the champion use it for the audit trail.</summary>
/// <param name="audited">The verb changes something that the audit trail tells of.</param>
internal sealed class ModelVerb(bool audited = false)
{
    private readonly Option<string?> database = Shop.DatabaseOption();
    private readonly Option<string?> models = Shop.ModelsOption();
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    /// <summary>Makes the command; <paramref name="run"/> gets the shop, where to print and whether to print JSON, and returns the exit code.</summary>
    public Command Make(string name, string description, IEnumerable<Argument> arguments, IEnumerable<Option> options, Func<ParseResult, Shop, TextWriter, bool, CancellationToken, Task<int>> run)
    {
        Command command = new(name, description);
        foreach (Argument argument in arguments)
            command.Arguments.Add(argument);
        foreach (Option option in (IEnumerable<Option>)[.. options, json, models, .. audited ? [database] : Array.Empty<Option>()])
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration to = parsed.InvocationConfiguration;
            await using Shop shop = audited
                ? await WithDatabaseAsync(parsed, to.Error, cancellationToken)
                : Shop.ForModels(parsed.GetValue(models), to.Error);
            return await run(parsed, shop, to.Output, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    /// <summary>A shop whose audit trail can be written; without its database one that changes the champion all the same, and says so.</summary>
    private async Task<Shop> WithDatabaseAsync(ParseResult parsed, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            return await Shop.OpenAsync(parsed.GetValue(database), error, cancellationToken, parsed.GetValue(models));
        }
        catch (Exception fault) when (fault is RefusedException or DbException)
        {
            await error.WriteLineAsync($"The database cannot be used ({fault.Message}); the models folder can, and champion.json says who changed it.");
            return Shop.ForModels(parsed.GetValue(models), error);
        }
    }
}
