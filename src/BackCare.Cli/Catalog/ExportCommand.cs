using System.CommandLine;
using BackCare.App.Catalog.Export;

namespace BackCare.Cli.Catalog;

/// <summary><c>backcare catalog export</c>: the catalogue or the knowledge base as files.</summary>
internal static class ExportCommand
{
    private const string Knowledge = "knowledge";

    public static Command Build()
    {
        Argument<string> file = new("FILE") { Description = "Where to write; - for the standard output." };
        Option<string> format = new("--format") { HelpName = string.Join('|', [.. ExportProducts.Formats, Knowledge]), Description = "Which file; knowledge is a zip of its tables.", DefaultValueFactory = _ => "backcare" };
        Option<string> site = new("--site") { HelpName = "address", Description = "Address of the shop, for links of the Google feed.", DefaultValueFactory = _ => "" };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("export", """
            Writes the catalogue as a file that the same shop systems read; importing it again changes nothing (docs/product-files.md says what a format cannot carry).

            Example:
              backcare catalog export products.csv
              backcare catalog export shopify.csv --format shopify
              backcare catalog export knowledge.zip --format knowledge
            """)
        { file, format, site, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            if (path == "-" && parsed.GetValue(format) == Knowledge)
                throw new RefusedException("A zip cannot be printed; name a file such as knowledge.zip.");
            if (path != "-")
                AtomicFile.CheckPlace(path);
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            byte[] bytes = await BytesAsync(shop, parsed.GetValue(format)!, parsed.GetValue(site)!.TrimEnd('/'), cancellationToken);
            if (path == "-")
                await parsed.InvocationConfiguration.Output.WriteAsync(System.Text.Encoding.UTF8.GetString(bytes));
            else
                AtomicFile.Write(path, bytes);
            return Root.Done;
        });
        return command;
    }

    private static async Task<byte[]> BytesAsync(Shop shop, string format, string site, CancellationToken cancellationToken)
    {
        if (format == Knowledge)
            return (await shop.AskAsync(new ExportKnowledge.Query(), cancellationToken)).Content;
        ExportProducts.Response export = await shop.AskAsync(new ExportProducts.Query(format, site), cancellationToken);
        using var bytes = new MemoryStream();
        await export.WriteAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
