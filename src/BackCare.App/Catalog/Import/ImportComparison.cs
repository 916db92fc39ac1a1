using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Catalog.Suggest;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Compares products of a file with the catalogue and lays out what would change. Memory grows with ids and units alone.</summary>
internal sealed class ImportComparison(Databases databases, StoredImport import, FilePlan plan, ClaimLint lint, ProductSuggester suggester)
{
    private const int MostDifferences = 50, MostShownProblems = 50, StoredPage = 500;

    private readonly Dictionary<string, int> lineOfId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lineOfSku = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> lastNumber = new(StringComparer.Ordinal);
    private readonly HashSet<string> meant = new(StringComparer.Ordinal);
    private readonly List<ImportDifference> differences = [];
    private readonly List<FileProblem> shownProblems = [];
    private readonly ProblemFile problems = new(databases, import.Id);
    private readonly StagedRows staged = new();
    private readonly FileChoices choices = new(import.OverwriteEdited);
    private int added, changed, unchanged, kept, retired, rejected, warnings, needPlace, ordinal;

    /// <summary>Products so far, rejected ones among them.</summary>
    public int Products { get; private set; }

    /// <summary>Takes the next products of the file.</summary>
    public async Task AddAsync(IReadOnlyList<FileProduct> products, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
            return;
        await using BackCareDb db = databases.Open();
        CatalogWindow window = await CatalogWindow.AroundAsync(db, products, cancellationToken);
        List<Decided> batch = [];
        foreach (FileProduct product in products)
            batch.Add(await DecideAsync(product, window, cancellationToken));
        await window.LookUpUnitsAsync(batch.Select(d => d.Step?.After).OfType<IReadOnlyDictionary<string, string>>(), cancellationToken);
        foreach (Decided decided in batch)
            Take(decided, window);

        await staged.SaveAsync(db, databases.Settings, cancellationToken);
        await problems.FlushAsync(whole: false, cancellationToken);
    }

    /// <summary>A row that is no product.</summary>
    public void Reject(FileProblem problem)
    {
        Products++;
        rejected++;
        Note(problem);
    }

    /// <summary>Lays out the retirement of every product that the file did not have.</summary>
    public async Task RetireMissingAsync(CancellationToken cancellationToken)
    {
        string after = "";
        while (true)
        {
            await using BackCareDb db = databases.Open();
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
            StoredProduct[] page = await db.Products.AsNoTracking().Include(p => p.Variants).Where(p => string.Compare(p.Id, after) > 0).OrderBy(p => p.Id).Take(StoredPage)
                .ToArrayAsync(cancellationToken);
#pragma warning restore CA1309
            if (page.Length == 0)
                return;
            foreach (StoredProduct stored in page.Where(p => !lineOfId.ContainsKey(p.Id) && !meant.Contains(p.Id)))
                Settle(FileStep.Missing(ShopProducts.Of(stored), choices), stored, stored.Id, 0, "", []);
            await staged.SaveAsync(db, databases.Settings, cancellationToken);
            after = page[^1].Id;
        }
    }

    /// <summary>Writes down the counts, the first differences and every problem.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await problems.FlushAsync(whole: true, cancellationToken);
        string examples = JsonSerializer.Serialize(differences, BackCareJson.Default.ImportDifferences), first = JsonSerializer.Serialize(shownProblems, BackCareJson.Default.FileProblems);
        await using BackCareDb db = databases.Open();
        await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Products, Products).SetProperty(i => i.Added, added).SetProperty(i => i.Changed, changed).SetProperty(i => i.Unchanged, unchanged)
                .SetProperty(i => i.Kept, kept).SetProperty(i => i.Retired, retired).SetProperty(i => i.Rejected, rejected).SetProperty(i => i.Warnings, warnings)
                .SetProperty(i => i.NeedPlace, needPlace).SetProperty(i => i.Differences, examples).SetProperty(i => i.FirstProblems, first),
            cancellationToken);
    }

    /// <summary>A product with its place in the catalogue; without a step when it cannot have one.</summary>
    private sealed record Decided(FileProduct Product, CatalogWindow.Found? Found, FileStep? Step, IReadOnlyList<FileProblem> Missing);

    private async Task<Decided> DecideAsync(FileProduct product, CatalogWindow window, CancellationToken cancellationToken)
    {
        Products++;
        CatalogWindow.Found? found = product.IsRejected ? null : await window.FindAsync(product, lineOfId, lastNumber, cancellationToken);
        FileProblem[] missing = product.IsRejected ? [] : [.. MissingIn(product, found)];
        if (product.IsRejected || found is null || missing.Length > 0)
        {
            // A product that is rejected is still in the file: a full import does not retire it, by whichever of its names the shop knows it.
            meant.UnionWith(window.MeantBy(product));
            if (product.Fields.TryGetValue(ProductFields.Id, out string? id))
                lineOfId.TryAdd(id, product.Line);
            return new Decided(product, found, null, missing);
        }

        lineOfId.TryAdd(found.Id, product.Line);
        return new Decided(product, found, FileStep.Decide(found.Id, product.Fields, found.Stored is { } stored ? ShopProducts.Of(stored) : null, choices), []);
    }

    private void Take(Decided decided, CatalogWindow window)
    {
        FileProduct product = decided.Product;
        if (decided is not { Found: { } found, Step: { } step })
        {
            Reject(product, [.. decided.Missing, .. CopyLint.Read(lint, product.Line, product.Fields, null, plan.ColumnOf)]);
            return;
        }

        StoredProduct? stored = found.Stored;
        List<FileProblem> against = [.. ClaimsIn(product, step, stored, step.After ?? product.Fields), .. GoneIn(product, step)];
        if (step.After is not null)
            against.AddRange(window.UnitsTaken(found.Id, product.Line, step.After, lineOfSku, plan));
        if (found.Problem is { } twice)
            against.Insert(0, twice);
        if (against.Exists(p => p.Blocks))
            Reject(product, against);
        else
            Settle(step, stored, found.Id, product.Line, product.Hints, [.. product.Problems, .. against]);
    }

    // A file of stock alone, say, may name products that the shop does not have.
    private IEnumerable<FileProblem> MissingIn(FileProduct product, CatalogWindow.Found? found)
    {
        string[] names = [ProductFields.Id, ProductFields.Sku, ProductFields.Name];
        if (found is null && Array.TrueForAll(names, field => product.Fields.GetValueOrDefault(field, "").Length == 0))
        {
            yield return new FileProblem(product.Line, "", "", "has neither id, SKU nor name", "Fill one of them in");
            yield break;
        }

        foreach (string field in (string[])[ProductFields.Name, ProductFields.Price])
        {
            if (found?.Stored is null && product.Fields.GetValueOrDefault(field, "").Length == 0)
                yield return new FileProblem(product.Line, plan.ColumnOf(field), "", "is missing, and the shop does not have this product yet", "Fill it in, or take the row out");
        }
    }

    private IEnumerable<FileProblem> ClaimsIn(FileProduct product, FileStep step, StoredProduct? stored, IReadOnlyDictionary<string, string> texts)
    {
        Category? category = plan.Terms.Knowledge.Categories.GetValueOrDefault(texts.GetValueOrDefault(ProductFields.CategoryId, stored?.CategoryId ?? ""));
        foreach (FileProblem claim in CopyLint.Read(lint, product.Line, texts, category, plan.ColumnOf))
        {
            // A product that stays as it is cannot be refused for what it says already.
            yield return step.After is null ? claim with { Blocks = false } : claim;
        }
    }

    // What was stored before the knowledge base dropped a category or an evidence profile may stay as it is, but is not shown to shoppers.
    private IEnumerable<FileProblem> GoneIn(FileProduct product, FileStep step)
    {
        if (step.After is not { } after || after[ProductFields.Status] != "published")
            yield break;
        (string category, string profile) = (after[ProductFields.CategoryId], after[ProductFields.EvidenceProfile]);
        if (!plan.Terms.Knowledge.Categories.ContainsKey(category))
            yield return Gone(ProductFields.CategoryId, category, "is no category any more");
        if (!plan.Terms.Knowledge.RulesByProfile.ContainsKey(profile))
            yield return Gone(ProductFields.EvidenceProfile, profile, "is no evidence profile any more");

        FileProblem Gone(string field, string value, string problem) =>
            new(product.Line, plan.ColumnOf(field), FileProblem.Short(value), problem, "Name one that the knowledge base has");
    }

    private void Reject(FileProduct product, IReadOnlyList<FileProblem> more)
    {
        rejected++;
        foreach (FileProblem problem in product.Problems.Concat(more))
            Note(problem);
    }

    private void Settle(FileStep step, StoredProduct? stored, string id, int line, string hints, IReadOnlyList<FileProblem> notes)
    {
        foreach (FileProblem note in notes)
            Note(note);
        switch (step.Action)
        {
            case FileAction.Leave:
                unchanged += line > 0 ? 1 : 0;
                return;
            case FileAction.Keep:
                kept++;
                break;
            case FileAction.Add:
                added++;
                break;
            case FileAction.Retire:
                retired++;
                break;
            default:
                changed++;
                break;
        }

        if (differences.Count < MostDifferences)
            differences.Add(new ImportDifference(step.Action.ToString().ToLowerInvariant(), id, (step.After ?? ShopProducts.Of(stored!).Fields)[ProductFields.Name], line, step.Changes));
        if (step.After is null)
            return;
        ProductSuggestion? suggestion = null;
        if (step.Action == FileAction.Add && step.NeedsPlace)
        {
            needPlace++;
            suggestion = suggester.Suggest(new SuggestedText(
                step.After[ProductFields.Name], $"{step.After[ProductFields.Description]} {step.After[ProductFields.Note]} {step.After[ProductFields.Material]}", hints, step.After[ProductFields.Brand]));
        }

        Staging.Add(staged, import.Id, ordinal++, step.After, stored, suggestion);
    }

    private void Note(FileProblem problem)
    {
        warnings += problem.Blocks ? 0 : 1;
        problems.Add(problem);
        if (shownProblems.Count < MostShownProblems)
            shownProblems.Add(problem);
    }
}
