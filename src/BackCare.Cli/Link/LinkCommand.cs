using System.CommandLine;
using System.Text;
using System.Text.Json;
using BackCare.App.Serving;
using BackCare.Domain.Recommend;

namespace BackCare.Cli.Link;

/// <summary><c>backcare link</c>: which symptoms and danger signs a text names.</summary>
internal static class LinkCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("link", """
            Symptoms and danger signs that a text names, best first. With --file one text a line, and with --json one answer a line, in order.

            Example:
              backcare link "heel hurts when I get out of bed" --explain
              backcare link --file texts.txt --json
            """)
        { options.Text, options.File, options.Json, options.Explain, options.Database };
        command.Validators.Add(given =>
        {
            if (given.GetResult(options.Text) is { Tokens.Count: > 0 } == given.GetResult(options.File) is { Tokens.Count: > 0 })
                given.AddError("Give one text, or --file with a file of texts.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options given, CancellationToken cancellationToken)
    {
        await using Shop shop = await Shop.OpenAsync(parsed.GetValue(given.Database), parsed.InvocationConfiguration.Error, cancellationToken);
        Shelf shelf = shop.Get<ShelfHost>().Current!;
        TextWriter output = parsed.InvocationConfiguration.Output;
        bool json = parsed.GetValue(given.Json), explain = parsed.GetValue(given.Explain);
        if (parsed.GetValue(given.File) is not { } file)
            Write(output, parsed.GetValue(given.Text)!, shelf, json, explain);
        else
        {
            using StreamReader lines = InputFile.Open(file);
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
                Write(output, line, shelf, json, explain);
        }

        return Root.Done;
    }

    private static void Write(TextWriter output, string text, Shelf shelf, bool json, bool explain)
    {
        if (json)
            output.WriteLine(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(LinkAnswer.Of(text, shelf), LinkJson.Default.LinkAnswer)));
        else
            LinkText.Print(output, text, shelf, explain);
    }

    private sealed class Options
    {
        public readonly Argument<string?> Text = new("text") { Arity = ArgumentArity.ZeroOrOne, Description = "What hurts, in own words, English or Spanish." };
        public readonly Option<string?> File = new("--file") { HelpName = "texts.txt", Description = "One text a line, UTF-8." };
        public readonly Option<bool> Json = new("--json") { Description = "Print one line of JSON per text." };
        public readonly Option<bool> Explain = new("--explain") { Description = "Print words, concepts, negations and candidates too." };
        public readonly Option<string?> Database = Shop.DatabaseOption();
    }
}
