using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Import;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;

namespace BackCare.Cli.Catalog;

/// <summary><c>backcare catalog import</c>: a product file into the catalogue, all or nothing unless good rows are asked for.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        Argument<string> file = new("FILE") { Description = "CSV file of BackCare, Shopify or WooCommerce, or of one row a product." };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would change, and change nothing." };
        Option<bool> full = new("--full") { Description = "Retire products that the file does not have." };
        Option<bool> goodRows = new("--good-rows") { Description = "Import what can be, and leave rejected products out." };
        Option<bool> overwrite = new("--overwrite-edited") { Description = "Also change what somebody edited or removed by hand; without it such products are kept." };
        Option<string?> format = new("--format") { HelpName = "backcare|shopify|woocommerce", Description = "How rows make products; without it the column names say." };
        Option<string?> encoding = new("--encoding") { HelpName = "name", Description = "utf8, utf16littleendian, windows1252 …; without it the bytes say." };
        Option<string?> delimiter = new("--delimiter") { HelpName = "sign", Description = "comma, semicolon, tab or bar; without it the rows say." };
        Option<string?> decimalSign = new("--decimal") { HelpName = "point|comma", Description = "Sign before the cents; without it the prices say." };
        Option<string?> currency = new("--currency") { HelpName = "code", Description = "Currency of prices that name none." };
        Option<string[]> map = new("--map") { HelpName = "column=field", Description = "What a column means; may be given several times, with an empty field to leave a column out.", AllowMultipleArgumentsPerToken = false };
        Option<string?> errors = new("--errors") { HelpName = "file", Description = "Write every problem there as CSV: line, column, value, what is wrong, what to do." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string?> database = Shop.DatabaseOption();
        Command command = new("import", """
            Reads a product file and brings it into the catalogue in one transaction. Exits with 1 when something stands against it; then nothing was changed.

            Example:
              backcare catalog import products.csv --dry-run --errors problems.csv
              backcare catalog import shopify.csv --full
              backcare catalog import list.csv --map "Artikel=name" --map "VK=price" --decimal comma
            """)
        { file, dryRun, full, goodRows, overwrite, format, encoding, delimiter, decimalSign, currency, map, errors, json, database };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var choices = new CheckImport.Choices(
                parsed.GetValue(format), parsed.GetValue(encoding), Sign(parsed.GetValue(delimiter), ("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")),
                Sign(parsed.GetValue(decimalSign), ("point", "."), ("comma", ",")), parsed.GetValue(currency)?.ToUpperInvariant(), Map(parsed.GetValue(map) ?? []), parsed.GetValue(full), parsed.GetValue(overwrite));
            var asked = new Asked(parsed.GetValue(file)!, choices, parsed.GetValue(dryRun), parsed.GetValue(goodRows), parsed.GetValue(errors), parsed.GetValue(json));
            await using Shop shop = await Shop.OpenAsync(parsed.GetValue(database), parsed.InvocationConfiguration.Error, cancellationToken);
            return await RunAsync(shop, asked, parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private sealed record Asked(string File, CheckImport.Choices Choices, bool DryRun, bool GoodRows, string? Errors, bool Json);

    private static async Task<int> RunAsync(Shop shop, Asked asked, InvocationConfiguration to, CancellationToken cancellationToken)
    {
        if (asked.Errors is not null)
            AtomicFile.CheckPlace(asked.Errors);
        string id = await UploadAsync(shop, asked.File, to.Error, cancellationToken);
        bool kept = false;
        try
        {
            var progress = new ProgressLine(to.Error);
            await shop.AskAsync(new CheckImport.Command(id, asked.Choices, Wait: true) { Listener = progress }, cancellationToken);
            progress.End();
            GetImport.Response found = await shop.AskAsync(new GetImport.Query(id), cancellationToken);
            if (asked.Errors is not null)
                await WriteProblemsAsync(shop, id, asked.Errors, cancellationToken);
            ImportCounts counts = found.Import.Counts;
            bool refused = counts.Rejected > 0 && !asked.GoodRows, nothing = counts.Added + counts.Changed + counts.Retired == 0;
            if (!asked.DryRun && !refused && !nothing)
            {
                await shop.AskAsync(new ApplyImport.Command(id, asked.GoodRows, Actor.Console, Wait: true), cancellationToken);
                kept = true;
            }

            await PrintAsync(found, asked, kept, to);
            return refused ? Root.Refused : Root.Done;
        }
        finally
        {
            if (!kept)
                await shop.AskAsync(new CancelImport.Command(id, Actor.Console.Name), CancellationToken.None);
        }
    }

    private static async Task<string> UploadAsync(Shop shop, string path, TextWriter error, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path} is a folder; name a file.");
        if (!File.Exists(path))
            throw new RefusedException($"{path} does not exist; check the path.");
        if (new FileInfo(path).Length > UploadImport.MostBytes)
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"{path} has {new FileInfo(path).Length >> 20} MB; an import takes at most {UploadImport.MostBytes >> 20} MB. Split the file."));
        await using FileStream content = File.OpenRead(path);
        ImportView import = (await shop.AskAsync(new UploadImport.Command(path, content, Actor.Console), cancellationToken)).Import;
        await error.WriteLineAsync($"{import.FileName}: {import.Plan.FormatName}, {import.Plan.Encoding}, cells separated by a {import.Plan.Delimiter}.");
        return import.Id;
    }

    private static async Task WriteProblemsAsync(Shop shop, string id, string path, CancellationToken cancellationToken)
    {
        GetImportProblems.Response problems = await shop.AskAsync(new GetImportProblems.Query(id), cancellationToken);
        using var bytes = new MemoryStream();
        await problems.WriteAsync(bytes, cancellationToken);
        AtomicFile.Write(path, bytes.ToArray());
    }

    private static async Task PrintAsync(GetImport.Response found, Asked asked, bool imported, InvocationConfiguration to)
    {
        ImportCounts c = found.Import.Counts;
        if (asked.Json)
        {
            await to.Output.WriteLineAsync(JsonSerializer.Serialize(new { Imported = imported, found.Import.Id, Counts = c, found.Import.Plan, found.Problems, found.Differences }, JsonText.Indented));
            return;
        }

        foreach (FileProblem problem in found.Problems)
            await to.Error.WriteLineAsync($"{(problem.Blocks ? "error" : "warning")}: {problem}");
        await to.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(c.Products, "product")}: {c.Added} new, {c.Changed} changed, {c.Unchanged} unchanged, {c.Kept} kept as edited by hand, {c.Retired} retired, {c.Rejected} rejected, {Counted.Of(c.Warnings, "warning")}."));
        if (c.NeedPlace > 0)
            await to.Output.WriteLineAsync($"{Counted.Of(c.NeedPlace, "new product is a draft until somebody confirms its", "new products are drafts until somebody confirms their")} category, evidence profile and regions.");
        await to.Output.WriteLineAsync(imported ? $"Imported as batch {found.Import.Id}."
            : asked.DryRun ? "Nothing was changed: this was a dry run."
            : c.Rejected > 0 && !asked.GoodRows ? "Nothing was changed. Correct the file, or import the good rows with --good-rows."
            : "Nothing was changed: the catalogue says what the file says.");
    }

    private static string? Sign(string? word, params ReadOnlySpan<(string Word, string Sign)> known)
    {
        foreach ((string name, string sign) in known)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
                return sign;
        }

        return word;
    }

    private static Dictionary<string, string>? Map(string[] pairs)
    {
        if (pairs.Length == 0)
            return null;
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int at = pair.LastIndexOf('=');
            if (at <= 0)
                throw new RefusedException($"'{pair}' maps nothing. Write COLUMN=field, such as \"Artikel=name\".");
            map[pair[..at]] = pair[(at + 1)..];
        }

        return map;
    }
}
