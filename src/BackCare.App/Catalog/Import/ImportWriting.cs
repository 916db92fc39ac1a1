using System.Globalization;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Writes what a dry run laid out: products, variants, history, suggestions and the import's own state in one transaction of a few statements.</summary>
/// <remarks>The statements join tables instead of sending rows, so that a hundred thousand products hold the database for seconds, and a process that is killed
/// leaves either everything or nothing. Double quotes name columns in SQLite and SQL Server alike (docs/decisions/0093-imports.md).</remarks>
internal sealed class ImportWriting(Databases databases, TimeProvider clock)
{
    private const int StatementSeconds = 900;

    private static readonly string[] Columns =
    [
        nameof(StagedProduct.Sku), nameof(StagedProduct.Name), nameof(StagedProduct.Brand), nameof(StagedProduct.Maker), nameof(StagedProduct.BrandStatus),
        nameof(StagedProduct.CategoryId), nameof(StagedProduct.EvidenceProfile), nameof(StagedProduct.Regions), nameof(StagedProduct.Sizes),
        nameof(StagedProduct.ArchHeight), nameof(StagedProduct.Firmness), nameof(StagedProduct.Activities), nameof(StagedProduct.WeightMaxKg),
        nameof(StagedProduct.Material), nameof(StagedProduct.LatexFree), nameof(StagedProduct.PriceMinor), nameof(StagedProduct.Currency),
        nameof(StagedProduct.PriceBasis), nameof(StagedProduct.Note), nameof(StagedProduct.SourceIds), nameof(StagedProduct.Description),
        nameof(StagedProduct.Gtin), nameof(StagedProduct.Attributes), nameof(StagedProduct.StockQuantity), nameof(StagedProduct.Status),
    ];

    private static readonly string[] VariantColumns = ["ProductId", "Id", "Name", "Sku", "PriceMinor", "StockQuantity", "Gtin", "Ordinal"];

    /// <summary>Writes a claimed import.</summary>
    public async Task<(ImportState State, string? Failure)> RunAsync(string id, Actor by, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        db.Database.SetCommandTimeout(StatementSeconds);
        StoredImport import = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == id, cancellationToken);
        progress.Report(new ImportProgress("writing", import.Bytes, import.Bytes, import.Products));
        Answer<ImportState> written = await db.InTransactionAsync(() => WriteAsync(db, import, by, cancellationToken), cancellationToken);
        return written.Refusal is { } refusal ? (ImportState.Failed, refusal.Reason) : (written.Value, null);
    }

    private async Task<Answer<ImportState>> WriteAsync(BackCareDb db, StoredImport import, Actor by, CancellationToken cancellationToken)
    {
        string id = import.Id;
        if (await OvertakenAsync(db, id, cancellationToken) is var overtaken and > 0)
        {
            return new Refusal(RefusalKind.Conflict, $"{Counted.Of(overtaken, "product was", "products were")} changed by somebody else since the file was checked, so nothing was written. Check the file again to see what it would change now.");
        }

        await WriteRowsAsync(db, id, by, cancellationToken);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        new AuditTrail(db, clock).Add(by, "products.imported", $"batch:{id}", string.Create(CultureInfo.InvariantCulture,
            $"{import.FileName}: {import.Added} new, {import.Changed} changed, {import.Retired} retired, {import.Rejected} left out"));
        await db.SaveChangesAsync(cancellationToken);
        await db.MoveCatalogVersionAsync(cancellationToken);
        int own = await db.Imports.Where(i => i.Id == id && i.State == ImportState.Writing).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.State, ImportState.Imported).SetProperty(i => i.FinishedUtc, now).SetProperty(i => i.Stage, "done"), cancellationToken);
        // Marked as interrupted meanwhile, because nobody heard of this process in time: the transaction is put down with everything in it.
        if (own == 0)
            return new Refusal(RefusalKind.Conflict, "Another process took the import for lost while it was written, so nothing was. Check the file again.");
        return ImportState.Imported;
    }

    /// <summary>Products that are not any more what the dry run compared with.</summary>
    private static Task<int> OvertakenAsync(BackCareDb db, string id, CancellationToken cancellationToken) =>
        (from staged in db.StagedProducts
         where staged.ImportId == id
         join product in db.Products on staged.Id equals product.Id into found
         from product in found.DefaultIfEmpty()
         where staged.IsNew ? product != null : product == null || product.Version != staged.BasisVersion
         select staged).CountAsync(cancellationToken);

    private async Task WriteRowsAsync(BackCareDb db, string id, Actor by, CancellationToken cancellationToken)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        int last = await db.Products.MaxAsync(p => (int?)p.Ordinal, cancellationToken) ?? -1;
        string columns = List(Columns), staged = List(Columns, "s.");
        string changed = """ "StagedProducts" AS s WHERE s."ImportId" = {0} AND s."IsNew" = {1} """;
#pragma warning disable EF1002 // The inserted parts are names of columns; values are parameters.
        await db.Database.ExecuteSqlRawAsync($"""
            UPDATE "Products" SET {string.Join(", ", Columns.Select(c => $"\"{c}\" = s.\"{c}\""))}, "Version" = "Products"."Version" + 1,
            "EditedUtc" = {"{2}"}, "ImportedUtc" = {"{2}"}, "RemovedUtc" = NULL FROM {changed} AND s."Id" = "Products"."Id"
            """, [id, false, now], cancellationToken);
        await db.Database.ExecuteSqlRawAsync($"""
            INSERT INTO "Products" ("Id", {columns}, "ListedUtc", "EditedUtc", "ImportedUtc", "Ordinal", "Version")
            SELECT s."Id", {staged}, {"{2}"}, {"{2}"}, {"{2}"}, {"{3}"} + s."Ordinal", 1 FROM {changed}
            """, [id, true, now, last + 1], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("""
            DELETE FROM "Variants" WHERE "ProductId" IN (SELECT s."Id" FROM "StagedProducts" AS s WHERE s."ImportId" = {0} AND s."VariantsChange" = {1})
            """, [id, true], cancellationToken);
        await db.Database.ExecuteSqlRawAsync($"""
            INSERT INTO "Variants" ({List(VariantColumns)}, "Version")
            SELECT {List(VariantColumns, "v.")}, 1 FROM "StagedVariants" AS v JOIN "StagedProducts" AS s ON s."ImportId" = v."ImportId" AND s."Id" = v."ProductId"
            WHERE s."ImportId" = {"{0}"} AND s."VariantsChange" = {"{1}"}
            """, [id, true], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "Changes" ("Subject", "Key", "Version", "Kind", "Before", "After", "ActorId", "ActorName", "ChangedUtc", "BatchId")
            SELECT {1}, s."Id", s."BasisVersion" + 1, {2}, s."Before", s."After", {3}, {4}, {5}, {0} FROM "StagedProducts" AS s WHERE s."ImportId" = {0} ORDER BY s."Ordinal"
            """, [id, ProductState.Subject, ChangeKinds.Import, by.Id, by.Name, now], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("""
            DELETE FROM "Suggestions" WHERE "ProductId" IN (SELECT s."Id" FROM "StagedProducts" AS s WHERE s."ImportId" = {0})
            """, [id], cancellationToken);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "Suggestions" ("ProductId", "CategoryId", "CategoryConfidence", "EvidenceProfile", "ProfileConfidence", "Regions", "RegionsConfidence")
            SELECT s."Id", s."GuessCategory", s."GuessCategoryConfidence", s."GuessProfile", s."GuessProfileConfidence", s."GuessRegions", s."GuessRegionsConfidence"
            FROM "StagedProducts" AS s WHERE s."ImportId" = {0} AND s."GuessCategory" <> {1}
            """, [id, ""], cancellationToken);
#pragma warning restore EF1002
    }

    private static string List(string[] columns, string prefix = "") => string.Join(", ", columns.Select(c => $"{prefix}\"{c}\""));
}
