using System.Text;
using BackCare.App.Catalog;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Knowledge;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog.Files;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Catalog;

public sealed class ImportTests : IAsyncLifetime
{
    private const string Own = "id,sku,name,category_id,evidence_profile,regions,price,currency,stock,status\n";
    private const string Cup = "gel-cup,G-1,Gel heel cup,heel_cups,heelcup_gel,foot,19.95,USD,12,published\n";

    private ImportedShop shop = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => shop = await ImportedShop.OpenAsync();

    public async ValueTask DisposeAsync() => await shop.DisposeAsync();

    private static (int Added, int Changed, int Unchanged, int Kept, int Retired, int Rejected) Counts(GetImport.Response found) =>
        (found.Import.Counts.Added, found.Import.Counts.Changed, found.Import.Counts.Unchanged, found.Import.Counts.Kept, found.Import.Counts.Retired, found.Import.Counts.Rejected);

    [Fact]
    public async Task A_checked_file_changes_nothing_until_it_is_imported_and_then_everything_at_once()
    {
        long before = await VersionAsync();
        GetImport.Response found = await shop.CheckAsync(Own + Cup);

        Assert.Equal((1, 0, 0, 0, 0, 0), Counts(found));
        Assert.Null(await shop.ProductAsync("gel-cup"));
        Assert.Equal(before, await VersionAsync());

        Assert.Null((await shop.ApplyAsync(found)).Refusal);

        StoredProduct cup = (await shop.ProductAsync("gel-cup"))!;
        Assert.Equal(("G-1", 1995L, 12, PublicationStatus.Published, 1L), (cup.Sku, cup.PriceMinor, cup.StockQuantity, cup.Status, cup.Version));
        Assert.True(await shop.Shop.Get<ShelfHost>().RefreshAsync(Cancelled));
        Assert.True(shop.Shop.Get<ShelfHost>().Current!.Products.ContainsKey("gel-cup"));
        Assert.Equal("import", await shop.ReadAsync(db => db.Changes.Where(c => c.Key == "gel-cup" && c.BatchId == found.Import.Id).Select(c => c.Kind).SingleAsync(Cancelled)));
        Assert.Contains("products.imported", await shop.ReadAsync(db => db.AuditEntries.Select(a => a.Action).ToListAsync(Cancelled)));
    }

    [Fact]
    public async Task A_file_that_is_to_be_read_in_another_way_is_checked_again_before_it_is_imported()
    {
        GetImport.Response found = await shop.CheckAsync(Own + Cup);

        MapImport.Response mapped = (await shop.Shop.SendAsync(new MapImport.Command(found.Import.Id, new CheckImport.Choices(Full: true)))).Value;

        Assert.Equal(("uploaded", true), (mapped.Import.State, mapped.Import.Plan.Full));
        Assert.Contains("Check its file first", (await shop.ApplyAsync(found)).Refusal!.Reason, StringComparison.Ordinal);
        Assert.Null(await shop.ProductAsync("gel-cup"));
    }

    [Fact]
    public async Task One_wrong_row_keeps_everything_out_unless_good_rows_are_asked_for()
    {
        GetImport.Response found = await shop.CheckAsync(Own + Cup + "pad,P-1,Pad,heel_cups,heelcup_gel,foot,gratis,USD,,published\n");

        Assert.Equal((1, 0, 0, 0, 0, 1), Counts(found));
        FileProblem problem = Assert.Single(found.Problems);
        Assert.Equal((3, "price", "gratis"), (problem.Line, problem.Column, problem.Value));
        Assert.Contains("1 of 2 products cannot be imported", (await shop.ApplyAsync(found)).Refusal!.Reason, StringComparison.Ordinal);
        Assert.Null(await shop.ProductAsync("gel-cup"));

        Assert.Null((await shop.ApplyAsync(found, goodRows: true)).Refusal);
        Assert.NotNull(await shop.ProductAsync("gel-cup"));
        Assert.Null(await shop.ProductAsync("pad"));
        GetImportProblems.Response file = (await shop.Shop.SendAsync(new GetImportProblems.Query(found.Import.Id))).Value;
        using var bytes = new MemoryStream();
        await file.WriteAsync(bytes, Cancelled);
        Assert.Equal(
            "line,column,value,kind,what is wrong,what to do\r\n3,price,gratis,error,is no price above 0 with at most two decimals behind a point,\"Write a price such as 19.95, or choose the decimal comma\"\r\n",
            Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Theory]
    [InlineData("backcare")]
    [InlineData("shopify")]
    [InlineData("shopify-old")]
    [InlineData("woocommerce")]
    public async Task What_was_exported_changes_nothing_when_it_is_imported(string format)
    {
        await shop.ImportAsync(Own.TrimEnd('\n') + ",variants,attributes\n"
            + "two,T-1,=Two & <b>more</b>,heel_cups,heelcup_gel,foot,19.95,USD,,published,s;Small;T-S;;3;|l;Large;T-L;24.95;;40123455,heel_height_mm=8\n");

        GetImport.Response found = await shop.CheckAsync(await shop.ExportAsync(format), new CheckImport.Choices(Full: true));

        Assert.Equal("", string.Join("; ", found.Problems.Where(p => p.Blocks).Concat(found.Differences.SelectMany(d => d.Changes.Select(c => new FileProblem(d.Line, c.Field, d.ProductId, $"{c.Before} became {c.After}", ""))))));
        Assert.Equal((0, 0, 111, 0, 0, 0), Counts(found));
    }

    [Fact]
    public async Task What_somebody_edited_by_hand_is_kept_unless_the_admin_chooses_otherwise()
    {
        await shop.ImportAsync(Own + Cup);
        await shop.ReadAsync(async db =>
        {
            StoredProduct cup = await db.Products.SingleAsync(p => p.Id == "gel-cup", Cancelled);
            (cup.Name, cup.EditedUtc) = ("Our gel cup", cup.EditedUtc!.Value.AddHours(1));
            return await db.SaveChangesAsync(Cancelled);
        });

        GetImport.Response kept = await shop.CheckAsync(Own + Cup);
        Assert.Equal((0, 0, 0, 1, 0, 0), Counts(kept));
        Assert.Equal("name Our gel cup → Gel heel cup", string.Join(", ", kept.Differences[0].Changes.Select(c => $"{c.Field} {c.Before} → {c.After}")));

        await shop.ImportAsync(Own + Cup, new CheckImport.Choices(OverwriteEdited: true));
        Assert.Equal("Gel heel cup", (await shop.ProductAsync("gel-cup"))!.Name);
        Assert.Equal((0, 0, 1, 0, 0, 0), Counts(await shop.CheckAsync(Own + Cup)));
    }

    [Fact]
    public async Task A_full_import_retires_what_the_file_lacks()
    {
        GetImport.Response found = await shop.ImportAsync(Own + Cup, new CheckImport.Choices(Full: true));

        Assert.Equal((1, 0, 0, 0, 110, 0), Counts(found));
        Assert.Equal(["gel-cup"], shop.Shop.Get<ShelfHost>().Current!.Products.Keys);
    }

    [Fact]
    public async Task An_import_is_taken_back_as_a_whole_and_a_corrected_file_comes_in_again()
    {
        GetImport.Response found = await shop.ImportAsync(Own + Cup + "house_slant_board,BC-0044,Slant board of ours,,,,21.00,USD,,\n".Replace("BC-0044", (await shop.ProductAsync("house_slant_board"))!.Sku, StringComparison.Ordinal));
        Assert.Equal(("Slant board of ours", 2100L), ((await shop.ProductAsync("house_slant_board"))!.Name, (await shop.ProductAsync("house_slant_board"))!.PriceMinor));

        UndoImport.Response undone = (await shop.Shop.SendAsync(new UndoImport.Command(found.Import.Id, ImportedShop.Admin))).Value;
        Assert.Equal(("undone", 0), (undone.Import.State, undone.Skipped.Count));
        Assert.Equal(["gel-cup", "house_slant_board"], undone.Done);

        Assert.NotNull((await shop.ProductAsync("gel-cup"))!.RemovedUtc);
        Assert.NotEqual("Slant board of ours", (await shop.ProductAsync("house_slant_board"))!.Name);
        Assert.Equal((0, 1, 0, 0, 0, 0), Counts(await shop.ImportAsync(Own + Cup)));
        Assert.Null((await shop.ProductAsync("gel-cup"))!.RemovedUtc);
    }

    [Fact]
    public async Task What_changed_since_the_check_is_not_overwritten()
    {
        await shop.ImportAsync(Own + Cup);
        GetImport.Response found = await shop.CheckAsync(Own + Cup.Replace("19.95", "21.95", StringComparison.Ordinal));
        await shop.ReadAsync(async db =>
        {
            (await db.Products.SingleAsync(p => p.Id == "gel-cup", Cancelled)).PriceMinor = 2_500;
            return await db.SaveChangesAsync(Cancelled);
        });

        Refusal refusal = (await shop.ApplyAsync(found)).Refusal!;

        Assert.StartsWith("1 product was changed by somebody else since the file was checked, so nothing was written.", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(2_500, (await shop.ProductAsync("gel-cup"))!.PriceMinor);
    }

    [Fact]
    public async Task New_products_of_another_shop_are_drafts_with_a_suggestion_until_it_is_confirmed()
    {
        await shop.ImportAsync("""
            Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Price,Status
            acme-heel-cups,Acme gel heel cups,<p>Soft cups under the heel.</p>,Acme,Shoe comfort,TRUE,Title,Default Title,AC-1,15.00,active
            acme-mug,Coffee mug,<p>Holds coffee.</p>,Acme,Kitchen,TRUE,Title,Default Title,AC-2,9.00,active
            """);

        GetSuggestions.Response open = (await shop.Shop.SendAsync(new GetSuggestions.Query())).Value;
        Assert.Equal(["acme-heel-cups", "acme-mug"], open.Items.Select(i => i.Id));
        Assert.Equal("heel_cups", open.Items[0].Category);
        Assert.InRange(open.Items[0].CategoryConfidence, 0.6, 1);
        Assert.Equal(("", 0.0), (open.Items[1].Category, open.Items[1].CategoryConfidence));
        Assert.Equal(PublicationStatus.Draft, (await shop.ProductAsync("acme-heel-cups"))!.Status);

        Answer<ConfirmSuggestions.Response> done = await shop.Shop.SendAsync(new ConfirmSuggestions.Command(
            [new("acme-heel-cups", "heel_cups", "heelcup_gel", ["foot"]), new("acme-mug", "", "", [])], Publish: true, ImportedShop.Admin));

        Assert.Equal((1, 1), (done.Value.Confirmed, done.Value.Published));
        Assert.Equal("acme-mug: Choose its category.", string.Join("; ", done.Value.Left.Select(l => $"{l.Id}: {l.Reason}")));
        await shop.Shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        Assert.True(shop.Shop.Get<ShelfHost>().Current!.Products.ContainsKey("acme-heel-cups"));
    }

    [Fact]
    public async Task What_somebody_chose_for_the_columns_is_remembered_for_the_next_file_with_the_same()
    {
        const string File = "Artikel;VK;Lager\nWaden-Rolle;12,50;3\n";
        var choices = new CheckImport.Choices(Fields: new Dictionary<string, string> { ["Artikel"] = "name", ["VK"] = "price", ["Lager"] = "stock" }, DecimalSign: ",");
        Assert.Equal((1, 0, 0, 0, 0, 0), Counts(await shop.CheckAsync(File, choices)));

        ImportView again = (await shop.UploadAsync(Encoding.UTF8.GetBytes(File))).Value.Import;

        Assert.Equal(["name", "price", "stock"], again.Plan.Columns.Select(c => c.Field));
        Assert.Equal(("semicolon", "UTF-8"), (again.Plan.Delimiter, again.Plan.Encoding));
    }

    [Fact]
    public async Task The_seed_can_still_be_imported_beside_imported_products_and_drafts()
    {
        await shop.ImportAsync(Own + Cup + "raw,R-1,Something raw,,,,5.00,USD,,\n");

        ImportKnowledge.Response again = (await shop.Shop.SendAsync(new ImportKnowledge.Command())).Value;

        Assert.Empty(again.Problems);
        Assert.True(again.Imported);
        Assert.NotNull(await shop.ProductAsync("gel-cup"));
    }

    [Fact]
    public async Task Claims_keep_a_shown_product_out_and_are_named_with_what_to_write_instead()
    {
        GetImport.Response found = await shop.CheckAsync(Own + Cup.Replace("Gel heel cup", "Cup that cures", StringComparison.Ordinal));

        Assert.Equal((0, 0, 0, 0, 0, 1), Counts(found));
        Assert.Equal("line 2 [name] 'cures': promises what a product must not (CL001, cures). Write: may help with comfort.", found.Problems.Single().ToString());
        Assert.Equal((1, 0, 0, 0, 0, 0), Counts(await shop.CheckAsync(Own + Cup.Replace("Gel heel cup", "Cup that cures", StringComparison.Ordinal).Replace("published", "draft", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_file_of_stock_alone_changes_what_the_shop_has_and_names_what_it_does_not()
    {
        GetImport.Response found = await shop.CheckAsync("sku,stock\nBC-0001,7\nNOBODY,3\n");

        Assert.Equal((0, 1, 0, 0, 0, 1), Counts(found));
        Assert.Equal(
            ["line 3 [name]: is missing, and the shop does not have this product yet. Fill it in, or take the row out.",
             "line 3 [price]: is missing, and the shop does not have this product yet. Fill it in, or take the row out."],
            found.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public async Task Ids_and_units_that_stand_twice_are_named_by_both_lines()
    {
        GetImport.Response found = await shop.CheckAsync(Own + Cup + Cup.Replace("G-1", "G-2", StringComparison.Ordinal) + Cup.Replace("gel-cup", "other-cup", StringComparison.Ordinal));

        Assert.Equal(
            ["line 3 'gel-cup': is the product of line 2 again. Keep one of the two; rows of one product must stand together.",
             "line 4 [sku] 'G-1': is the SKU of the product in line 2 already. Give every product and variant its own."],
            found.Problems.Select(p => p.ToString()));
        Assert.Equal((1, 0, 0, 0, 0, 2), Counts(found));
    }

    [Fact]
    public async Task A_retired_product_whose_category_is_gone_does_not_come_back_without_another_one()
    {
        await shop.ReadAsync(async db =>
        {
            StoredProduct board = await db.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled);
            (board.Status, board.CategoryId, board.EvidenceProfile) = (PublicationStatus.Retired, "boards_of_old", "profile_of_old");
            return await db.SaveChangesAsync(Cancelled);
        });

        GetImport.Response found = await shop.CheckAsync("id,status\nhouse_slant_board,published\n");

        Assert.Equal(
            ["line 2 [category_id] 'boards_of_old': is no category any more. Name one that the knowledge base has.",
             "line 2 [evidence_profile] 'profile_of_old': is no evidence profile any more. Name one that the knowledge base has."],
            found.Problems.Select(p => p.ToString()));
        Assert.Equal((0, 1, 0, 0, 0, 0), Counts(await shop.CheckAsync("id,status,category_id,evidence_profile\nhouse_slant_board,published,calf_stretchers,slantboard\n")));
        Assert.Equal((0, 1, 0, 0, 0, 0), Counts(await shop.CheckAsync("id,stock\nhouse_slant_board,3\n")));
    }

    [Fact]
    public async Task What_an_import_accepts_the_editor_can_save()
    {
        string variants = string.Join('|', Enumerable.Range(1, 500).Select(i => $"size-{i};{new string('x', 190)} {i};L-{i};{(i == 1 ? "24.95" : "")};{i};"));
        await shop.ImportAsync(Own.TrimEnd('\n') + ",gtin,note,sizes,material,attributes,activity,variants\n"
            + $"large,L-1,Large cup,heel_cups,heelcup_gel,foot,19.95,USD,,published,4006381333931,{new string('n', 2_000)},{new string('s', 2_000)},\"Gel\non foam\",heel-height={new string('8', 200)},{new string('a', 60)},{variants}\n");
        StoredProduct large = (await shop.ProductAsync("large"))!;
        Assert.Equal(("shop", 500, "L-1"), (large.BrandStatus, large.Variants.Count, large.Variants.Single(v => v.Id == "size-1").Sku));

        Answer<EditProduct.Response> saved = await shop.Shop.SendAsync(new EditProduct.Command("large", large.Version, form => form with { PriceMinor = 2_000 }, ImportedShop.Admin));

        Assert.Equal("", string.Join("; ", saved.Refusal?.Fields.Select(f => $"{f.Path}: {f.Problem}") ?? []));
        Assert.Equal(2_000, (await shop.ProductAsync("large"))!.PriceMinor);
    }

    [Fact]
    public async Task A_product_whose_row_was_rejected_is_not_retired_by_a_full_import_though_only_its_SKU_names_it()
    {
        string sku = (await shop.ProductAsync("house_slant_board"))!.Sku;
        GetImport.Response found = await shop.CheckAsync($"sku,price\n{sku},gratis\n", new CheckImport.Choices(Full: true));
        Assert.Equal((0, 0, 0, 0, 109, 1), Counts(found));

        Assert.Null((await shop.ApplyAsync(found, goodRows: true)).Refusal);

        Assert.Equal(PublicationStatus.Published, (await shop.ProductAsync("house_slant_board"))!.Status);
        Assert.Equal(PublicationStatus.Retired, (await shop.ProductAsync("house_toe_separators"))!.Status);
    }

    [Fact]
    public async Task Variants_that_cannot_be_are_named_by_their_line_and_keep_no_other_product_out()
    {
        GetImport.Response own = await shop.CheckAsync("id,sku,name,price,variants\n"
            + "a,A,A,5.00,1;S;a-1|1;M;a-2\n"
            + "b,B,B,5.00,1;S;b-1|2;M;B-1\n"
            + $"c,C,C,5.00,1;S;{new string('c', 81)}\n"
            + "d,D,D,5.00,1;S;d-1;;;4006381333932\n"
            + "e,E,E,5.00,1;S;e-1\n");
        GetImport.Response foreign = await shop.CheckAsync("""
            Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode
            cup,Cup,Size,S,A,5.00,
            cup,,,M,a,5.00,12
            """);

        Assert.Equal(
            ["line 2 has two variants with the id '1'", "line 3 has two variants with the SKU 'B-1'",
             $"line 4 has the variant SKU '{new string('c', 81)}', which is longer than 80 letters",
             "line 5 has the GTIN '4006381333932' on the variant 'S', which is not 8, 12, 13 or 14 digits with a check digit that fits"],
            own.Problems.Select(p => $"line {p.Line} {p.Problem}"));
        Assert.Equal((1, 0, 0, 0, 0, 4), Counts(own));
        Assert.Equal(
            ["line 3 [Variant Barcode] 12", "line 3 [Variant SKU] a"],
            foreign.Problems.Select(p => $"line {p.Line} [{p.Column}] {p.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_SKU_that_is_made_for_a_variant_is_not_another_products()
    {
        await shop.ImportAsync("id,sku,name,price,variants\nfirst,F-1,First,5.00,s;S;second-1\n");

        GetImport.Response found = await shop.CheckAsync("id,name,price,variants\nsecond,Second,5.00,;S|;M\n");

        Assert.Equal("line 2 [sku] 'second-1': is the SKU of the product 'first'. Give every product and variant its own; to move one, import twice.", Assert.Single(found.Problems).ToString());
    }

    [Fact]
    public async Task A_third_product_of_a_name_gets_the_next_number_that_nobody_has()
    {
        foreach (string sku in (string[])["T-1", "T-2", "T-3"])
            await shop.ImportAsync($"sku,name,price\n{sku},Twin cup,5.00\n");
        await shop.ImportAsync("sku,name,price\nT-4,Twin cup,5.00\nT-5,Twin cup,5.00\n");

        Assert.Equal(
            ["twin-cup T-1", "twin-cup-2 T-2", "twin-cup-3 T-3", "twin-cup-4 T-4", "twin-cup-5 T-5"],
            await shop.ReadAsync(db => db.Products.Where(p => p.Name == "Twin cup").OrderBy(p => p.Id).Select(p => p.Id + " " + p.Sku).ToArrayAsync(Cancelled)));
    }

    [Fact]
    public async Task Claims_in_the_names_of_variants_in_sizes_and_in_attributes_are_found()
    {
        const string Texts = "cup,C-1,Cup,heel_cups,heelcup_gel,foot,5.00,USD,,draft,Cures sizes,use=Cures everything,s;Cures all;C-S\n";
        await shop.ImportAsync(Own.TrimEnd('\n') + ",sizes,attributes,variants\n" + Texts);

        LintCatalog.Response linted = (await shop.Shop.SendAsync(new LintCatalog.Query())).Value;

        Assert.Equal(["attributes", "sizes", "variants"], linted.Findings.Where(f => f.ProductId == "cup").Select(f => f.Field).Order(StringComparer.Ordinal));
        Answer<EditProduct.Response> shown = await shop.Shop.SendAsync(new SetProductStatus.Command("cup", null, "published", ImportedShop.Admin));
        Assert.Equal(["attributes.use", "sizes", "variants[0].name"], shown.Refusal!.Fields.Select(f => f.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_what_was_confirmed_loses_its_suggestion_and_nothing_is_confirmed_twice()
    {
        await shop.ImportAsync("sku,name,description,price\nH-1,Acme gel heel cups,Soft cups under the heel.,15.00\nH-2,Acme gel heel cups large,Soft cups under the heel.,16.00\n");
        ConfirmSuggestions.Item whole = new("acme-gel-heel-cups", "heel_cups", "heelcup_gel", ["foot"]);

        ConfirmSuggestions.Response done = (await shop.Shop.SendAsync(
            new ConfirmSuggestions.Command([whole, new("acme-gel-heel-cups-large", "heel_cups", "", [])], Publish: false, ImportedShop.Admin))).Value;
        ConfirmSuggestions.Response again = (await shop.Shop.SendAsync(new ConfirmSuggestions.Command([whole with { EvidenceProfile = "slantboard" }], Publish: true, ImportedShop.Admin))).Value;

        Assert.Equal((1, "acme-gel-heel-cups-large"), (done.Confirmed, Assert.Single(done.Left).Id));
        Assert.Equal(["acme-gel-heel-cups-large"], await shop.ReadAsync(db => db.Suggestions.Select(s => s.ProductId).ToListAsync(Cancelled)));
        Assert.Equal((0, "No draft with this id waits for its place; somebody may have given it one meanwhile."), (again.Confirmed, Assert.Single(again.Left).Reason));
        StoredProduct cup = (await shop.ProductAsync("acme-gel-heel-cups"))!;
        Assert.Equal(("heelcup_gel", PublicationStatus.Draft), (cup.EvidenceProfile, cup.Status));
    }

    [Fact]
    public async Task An_import_is_taken_back_where_it_is_marked_and_whatever_its_length()
    {
        GetImport.Response found = await shop.ImportAsync("sku,name,price\n" + string.Concat(Enumerable.Range(1, 620).Select(i => $"N-{i},Cup number {i},5.00\n")));

        Refusal refusal = (await shop.Shop.SendAsync(new UndoProductChanges.Command(null, found.Import.Id, ImportedShop.Admin))).Refusal!;
        Assert.Contains($"POST /v1/admin/imports/{found.Import.Id}:undo", refusal.Reason, StringComparison.Ordinal);
        Assert.Null((await shop.ProductAsync("cup-number-1"))!.RemovedUtc);
        await shop.Shop.SendAsync(new SetProductStatus.Command("cup-number-1", null, "retired", ImportedShop.Admin));
        Assert.Equal(RefusalKind.Conflict, (await shop.Shop.SendAsync(new UndoImport.Command(found.Import.Id, ImportedShop.Admin))).Refusal!.Kind);
        Assert.Equal(620, await shop.ReadAsync(db => db.Products.CountAsync(p => p.Id.StartsWith("cup-number-") && p.RemovedUtc == null, Cancelled)));

        UndoImport.Response undone = (await shop.Shop.SendAsync(new UndoImport.Command(found.Import.Id, ImportedShop.Admin, SkipConflicts: true))).Value;

        Assert.Equal(("undone", 619, "cup-number-1"), (undone.Import.State, undone.Done.Count, Assert.Single(undone.Skipped).Id));
        Assert.Equal(["cup-number-1"], await shop.ReadAsync(db => db.Products.Where(p => p.Id.StartsWith("cup-number-") && p.RemovedUtc == null).Select(p => p.Id).ToArrayAsync(Cancelled)));
    }

    [Theory]
    [InlineData("1", null, "format")]
    [InlineData(null, "2", "encoding")]
    public async Task A_number_is_no_name_of_a_format_or_an_encoding(string? format, string? encoding, string field)
    {
        string id = (await shop.UploadAsync(Encoding.UTF8.GetBytes(Own + Cup))).Value.Import.Id;

        Refusal refusal = (await shop.Shop.SendAsync(new CheckImport.Command(id, new CheckImport.Choices(Format: format, Encoding: encoding), Wait: true))).Refusal!;

        Assert.Equal(field, Assert.Single(refusal.Fields).Path.Split('.')[^1]);
    }

    private Task<long> VersionAsync() => shop.ReadAsync(db => db.CatalogVersions.Select(v => v.Number).SingleAsync(Cancelled));
}
