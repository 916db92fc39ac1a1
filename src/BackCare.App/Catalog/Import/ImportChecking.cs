using BackCare.App.Data;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>The work of a dry run: file → rows → products → what becomes of each, laid out beside the catalogue in small saves.</summary>
internal sealed class ImportChecking(Databases databases, ShelfHost shelves)
{
    /// <summary>Most products of one file.</summary>
    private const int MostProducts = 1_000_000;

    /// <summary>Products that are compared and laid out in one save.</summary>
    private const int Batch = 500;

    /// <summary>Checks a claimed import.</summary>
    public async Task<(ImportState State, string? Failure)> RunAsync(string id, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        if (shelves.Current is not { } shelf)
            return (ImportState.Failed, ShelfHost.NotReady.Reason);
        StoredImport import = await BeginAsync(id, progress, cancellationToken);
        FilePlan plan = ImportPlans.PlanOf(import, new CatalogTerms(shelf.Knowledge));
        (VariationIndex variations, CsvFault? fault) = await VariationsAsync(import, plan, progress, cancellationToken);
        await using BackCareDb db = databases.Open();
        var run = new ImportComparison(databases, import, plan, new ClaimLint(shelf.Knowledge.Rows.ClaimWordings), await Suggesters.LearnAsync(db, shelf.Knowledge, cancellationToken));
        fault ??= await ReadAsync(import, plan, variations, run, progress, cancellationToken);
        if (fault is not null)
            return (ImportState.Failed, fault.Sentence);
        foreach (FileProblem stray in variations.Strays(plan))
            run.Reject(stray);
        if (run.Products == 0)
            return (ImportState.Failed, "The file has no products below its column names.");
        if (import.Full)
        {
            progress.Report(new ImportProgress("looking for products that the file does not have", import.Bytes, import.Bytes, run.Products));
            await run.RetireMissingAsync(cancellationToken);
        }

        await run.FinishAsync(cancellationToken);
        progress.Report(new ImportProgress("checked", import.Bytes, import.Bytes, run.Products));
        return (ImportState.Checked, null);
    }

    private async Task<StoredImport> BeginAsync(string id, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        await db.StagedVariants.Where(v => v.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        await db.StagedProducts.Where(p => p.ImportId == id).ExecuteDeleteAsync(cancellationToken);
        await db.ImportParts.Where(p => p.ImportId == id && p.Kind == ImportPart.Problems).ExecuteDeleteAsync(cancellationToken);
        StoredImport import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancellationToken);
        progress.Report(new ImportProgress("reading", 0, import.Bytes, 0));
        return import;
    }

    private async Task<(VariationIndex Variations, CsvFault? Fault)> VariationsAsync(
        StoredImport import, FilePlan plan, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var variations = new VariationIndex();
        CsvFault? fault = null;
        if (plan.Format != FileFormat.WooCommerce)
            return (variations, null);
        await using var bytes = new PartStream(databases, import.Id, ImportPart.File);
        await foreach (CsvRecord row in RowsAsync(import, bytes, f => fault = f, cancellationToken))
        {
            if ((fault ??= variations.Add(plan, row)) is not null)
                break;
            if (variations.Count % Batch == 0)
                progress.Report(new ImportProgress("collecting variations", bytes.BytesRead, import.Bytes, 0));
        }

        return (variations, fault);
    }

    private async Task<CsvFault?> ReadAsync(
        StoredImport import, FilePlan plan, VariationIndex variations, ImportComparison run, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        CsvFault? fault = null;
        var assembler = new RowAssembler(plan, variations);
        List<FileProduct> batch = new(Batch);
        await using var bytes = new PartStream(databases, import.Id, ImportPart.File);
        await foreach (CsvRecord row in RowsAsync(import, bytes, f => fault = f, cancellationToken))
        {
            if (assembler.Add(row) is { } rows)
                batch.Add(ProductReading.Read(plan, rows));
            if (batch.Count < Batch)
                continue;
            await run.AddAsync(batch, cancellationToken);
            batch.Clear();
            progress.Report(new ImportProgress("comparing with the catalogue", bytes.BytesRead, import.Bytes, run.Products));
            if (run.Products > MostProducts)
                return new CsvFault(row.Line, $"comes after {MostProducts} products", "Split the file");
        }

        if (fault is null && assembler.End() is { } last)
            batch.Add(ProductReading.Read(plan, last));
        if (fault is null)
            await run.AddAsync(batch, cancellationToken);
        return fault;
    }

    private static IAsyncEnumerable<CsvRecord> RowsAsync(StoredImport import, Stream bytes, Action<CsvFault> onFault, CancellationToken cancellationToken) =>
        FileText.RowsAsync(bytes, Enum.Parse<FileEncoding>(import.Encoding), import.Delimiter[0], onFault, cancellationToken).Skip(1);
}
