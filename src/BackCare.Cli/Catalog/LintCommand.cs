using System.CommandLine;
using System.Text.Json;
using BackCare.App.Catalog;
using BackCare.Domain.Catalog;

namespace BackCare.Cli.Catalog;

/// <summary><c>backcare catalog lint</c>: claims in product texts.</summary>
internal static class LintCommand
{
    public static Command Build()
    {
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("lint", """
            Looks for claims in every product text; exits with 1 when a product on sale says what the wording table blocks.

            Example:
              backcare catalog lint --json
            """)
        { json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            LintCatalog.Response found = await shop.AskAsync(new LintCatalog.Query(), cancellationToken);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(found, JsonText.Indented));
            }
            else
            {
                foreach (LintCatalog.Finding f in found.Findings)
                    await output.WriteLineAsync($"{f.ProductId} [{f.Field}] '{f.Said}': {f.Problem}. {f.Remedy}.{(f.Blocks ? "" : " (warning)")}");
                await output.WriteLineAsync($"{Counted.Of(found.Products, "product")}, {Counted.Of(found.Findings.Count, "finding")}, {Counted.Of(found.Blocking, "of them blocking", "of them blocking")}.");
            }

            return found.Blocking == 0 ? Root.Done : Root.Refused;
        });
        return command;
    }
}
