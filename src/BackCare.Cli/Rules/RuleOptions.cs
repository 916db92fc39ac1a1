using System.CommandLine;
using BackCare.App.Rules;
using BackCare.Cli.Training;

namespace BackCare.Cli.Rules;

/// <summary>The options that say what a rule does.</summary>
internal sealed class RuleOptions
{
    private readonly Argument<string> effect = new("effect") { Description = "pin, boost, bury or hide." };
    private readonly Option<string[]> products = Many("--product", "Product id; a pin's products stand in the order they are named.");
    private readonly Option<string[]> categories = Many("--category", "Category id.");
    private readonly Option<string[]> brands = Many("--brand", "Brand.");
    private readonly Option<string[]> symptoms = Many("--symptom", "Only lists for this symptom id.");
    private readonly Option<string[]> regions = Many("--region", "Only lists for this region id.");
    private readonly Option<string[]> queries = Many("--query", "Only lists for a text with these words.");
    private readonly Option<int> position = NumberOption.Whole("--position", 1, 1, "Place of a pin's first product.");
    private readonly Option<double> amount = NumberOption.Of("--amount", 0.5, static a => a is > 0 and <= 10, "a number above 0 and up to 10", "Of a boost or bury: share of the list's score range.");
    private readonly Option<int> priority = new("--priority") { HelpName = "number", Description = "Of two pins for one place the higher one wins." };
    private readonly Option<DateTime?> from = TimeOption.Of("--from", "In force from then on, such as 2026-12-01T08:00:00Z; UTC without an offset.");
    private readonly Option<DateTime?> until = TimeOption.Of("--until", "In force before then.");

    public void AddTo(Command command)
    {
        effect.AcceptOnlyFromAmong("pin", "boost", "bury", "hide");
        command.Add(effect);
        foreach (Option option in new Option[] { products, categories, brands, symptoms, regions, queries, position, amount, priority, from, until })
            command.Add(option);
    }

    public RuleForm Read(ParseResult parsed) => new()
    {
        Effect = parsed.GetValue(effect)!,
        ProductIds = parsed.GetValue(products) ?? [],
        CategoryIds = parsed.GetValue(categories) ?? [],
        Brands = parsed.GetValue(brands) ?? [],
        SymptomIds = parsed.GetValue(symptoms) ?? [],
        RegionIds = parsed.GetValue(regions) ?? [],
        Queries = parsed.GetValue(queries) ?? [],
        Position = parsed.GetValue(position),
        Amount = parsed.GetValue(amount),
        Priority = parsed.GetValue(priority),
        FromUtc = parsed.GetValue(from),
        UntilUtc = parsed.GetValue(until),
    };

    private static Option<string[]> Many(string name, string description) =>
        new(name) { HelpName = "id", Description = description + " May be named several times.", Arity = ArgumentArity.ZeroOrMore };
}
