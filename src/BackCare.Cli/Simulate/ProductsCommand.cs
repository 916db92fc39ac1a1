using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Catalog;

namespace BackCare.Cli.Simulate;

/// <summary><c>backcare simulate products</c>: a catalogue of any size for load tests.</summary>
internal static class ProductsCommand
{
    public static Command Build()
    {
        Option<int> count = NumberOption.Of("--count", 10_000, n => n is >= 0 and <= 10_000_000, "a whole number from 0 to 10000000", "Simulated products the catalogue shall hold; 0 removes them all.");
        Option<long> seed = NumberOption.Of<long>("--seed", 1, n => n >= 0, "a whole number, at least 0", "Seed of their variation.");
        Option<bool> json = new("--json") { Description = "Print {\"added\",\"removed\",\"simulated\"}." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("products", """
            Fill the catalogue up with simulated products, variations of the real ones. Their ids begin with sim_ and every page says that they cannot be bought.

            Example:
              backcare simulate products --count 10000
              backcare simulate products --count 0
            """)
        { count, seed, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            AddSimulatedProducts.Response done = await shop.AskAsync(new AddSimulatedProducts.Command(parsed.GetValue(count), parsed.GetValue(seed)), cancellationToken);
            await output.WriteLineAsync(parsed.GetValue(json)
                ? JsonSerializer.Serialize(done, JsonText.OneLine)
                : string.Create(CultureInfo.InvariantCulture, $"{done.Added} added, {done.Removed} removed; the catalogue holds {done.Simulated} simulated products."));
            return Root.Done;
        });
        return command;
    }
}
