using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Learn;

namespace BackCare.Cli.Simulate;

/// <summary><c>backcare simulate</c>: shoppers with a known preference use the shop; their lists and events train and test models.</summary>
internal static class SimulateCommand
{
    public static Command Build()
    {
        Options options = new();
        Command command = new("simulate", """
            Let simulated shoppers use the shop. What they see and do goes into the journal, marked as simulated for ever: no training takes it beside real events unless
            asked to. Without --url it is written straight to the database and spread over past days; with --url it goes through the public API of a running host, now.

            Example:
              backcare simulate --sessions 5000 --seed 1
              backcare simulate --sessions 200 --url http://localhost:5000
              backcare simulate products --count 10000
            """)
        { options.Sessions, options.Seed, options.Days, options.Power, options.Cold, options.Url, options.Json, options.Database };
        command.Subcommands.Add(ProductsCommand.Build());
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options options, CancellationToken cancellationToken)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
        SimulateShoppers.Command command = new(
            parsed.GetValue(options.Sessions), parsed.GetValue(options.Seed), parsed.GetValue(options.Days), parsed.GetValue(options.Power), parsed.GetValue(options.Cold))
        {
            Progress = new SessionLines(error, parsed.GetValue(options.Sessions), TimeProvider.System),
        };
        await using Shop shop = await Shop.OpenAsync(parsed.GetValue(options.Database), error, cancellationToken);
        SimulateShoppers.Response done = parsed.GetValue(options.Url) is { } url
            ? await ApiShoppers.RunAsync(shop, url, command, error, cancellationToken)
            : await shop.AskAsync(command, cancellationToken);
        if (parsed.GetValue(options.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(new { done.Sessions, done.Events }, JsonText.OneLine));
        else
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{done.Sessions} simulated visits, {done.Lists} lists ranked by {done.RankedBy}, {done.Events} events."));
        return Root.Done;
    }

    private sealed class Options
    {
        public readonly Option<int> Sessions = NumberOption.Of("--sessions", 5_000, n => n is >= 1 and <= 100_000_000, "a whole number from 1 to 100000000", "Visits.");
        public readonly Option<long> Seed = NumberOption.Of<long>("--seed", 1, n => n >= 0, "a whole number, at least 0", "Seed of preferences, shoppers and behaviour.");
        public readonly Option<int> Days = NumberOption.Of("--days", 90, n => n is >= 1 and <= 3_650, "a whole number from 1 to 3650", "Days before now over which the visits are spread.");
        public readonly Option<double> Power = NumberOption.Of<double>("--examination-power", 1, n => n is >= 0 and <= 5, "a number from 0 to 5", "Position k is looked at with chance k^-power.");
        public readonly Option<double> Cold = NumberOption.Of("--cold-share", 0.1, n => n is >= 0 and <= 1, "a share from 0 to 1", "Share of the catalogue that is listed only in the course of the days.");
        public readonly Option<Uri?> Url = new("--url") { HelpName = "address", Description = "Base address of a running host; shoppers then come through its public API.", CustomParser = Address };
        public readonly Option<bool> Json = new("--json") { Description = "Print {\"sessions\",\"events\"}." };
        public readonly Option<string?> Database = Shop.DatabaseOption();

        private static Uri? Address(System.CommandLine.Parsing.ArgumentResult result)
        {
            string text = result.Tokens[0].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"--url is '{text}'; write the address of a running host, such as http://localhost:5000.");
            return null;
        }
    }
}
