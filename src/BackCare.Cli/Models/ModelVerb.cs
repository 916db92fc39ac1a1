using System.CommandLine;

namespace BackCare.Cli.Models;

/// <summary>Options that every verb about the models folder takes; none of these verbs needs the database.</summary>
internal sealed class ModelVerb
{
    private readonly Option<string?> models = Shop.ModelsOption();
    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    /// <summary>Makes the command; <paramref name="run"/> gets the shop, where to print and whether to print JSON, and returns the exit code.</summary>
    public Command Make(string name, string description, IEnumerable<Argument> arguments, IEnumerable<Option> options, Func<ParseResult, Shop, TextWriter, bool, CancellationToken, Task<int>> run)
    {
        Command command = new(name, description);
        foreach (Argument argument in arguments)
            command.Arguments.Add(argument);
        foreach (Option option in (IEnumerable<Option>)[.. options, json, models])
            command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            InvocationConfiguration to = parsed.InvocationConfiguration;
            await using Shop shop = Shop.ForModels(parsed.GetValue(models), to.Error);
            return await run(parsed, shop, to.Output, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
