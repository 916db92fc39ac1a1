using BackCare.App.Accounts;
using BackCare.App.Catalog;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Pictures;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Catalog;
using BackCare.Domain.Editing;
using BackCare.FunctionalTests.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>Use cases of the catalogue's desk on a real database, each test on a shop of its own.</summary>
public sealed class ProductDeskTests : IAsyncLifetime
{
    private static readonly Actor Anna = new("anna", "anna@example.org", AccountRole.Admin), Ben = new("ben", "ben@example.org", AccountRole.Admin);

    private readonly string folder = Directory.CreateTempSubdirectory("backcare-desk-").FullName;
    private ShopUnderTest shop = null!;

    internal static ProductForm Board { get; } = new()
    {
        Sku = "T-1",
        Name = "Test board",
        Brand = "House",
        CategoryId = "calf_stretchers",
        EvidenceProfile = "slantboard",
        Regions = ["foot"],
        PriceMinor = 2_500,
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = ShopUnderTest.OnSeededFile(Path.Combine(folder, "shop.db"));
        Assert.Null((await shop.PrepareAsync()).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_new_product_is_a_draft_that_shoppers_see_once_it_is_published_and_no_more_once_it_is_retired()
    {
        EditProduct.Response made = await MakeAsync(Board);
        Assert.Equal(("test_board", 1L, "draft"), (made.Id, made.Version, made.Status));
        Assert.False(await IsOnShelfAsync(made.Id));

        EditProduct.Response published = (await shop.SendAsync(new SetProductStatus.Command(made.Id, 1, "published", Anna))).Value;
        Assert.True(await IsOnShelfAsync(made.Id));

        await shop.SendAsync(new SetProductStatus.Command(made.Id, published.Version, "retired", Anna));
        Assert.False(await IsOnShelfAsync(made.Id));
    }

    [Fact]
    public async Task Two_editors_of_different_fields_are_merged_and_told()
    {
        EditProduct.Response made = await MakeAsync(Board);
        await EditAsync(made.Id, 1, f => f with { PriceMinor = 3_000 }, Anna);

        Answer<EditProduct.Response> second = await shop.SendAsync(new EditProduct.Command(made.Id, 1, _ => Board with { Note = "New note" }, Ben, Merge: true));

        Assert.Null(second.Refusal);
        Assert.Equal((3_000, "New note"), (second.Value.Product.PriceMinor, second.Value.Product.Note));
        Assert.Equal([new FieldChange("price", "25.00", "30.00")], second.Value.Merged);
    }

    [Fact]
    public async Task Two_editors_of_one_field_are_told_and_the_second_chooses()
    {
        EditProduct.Response made = await MakeAsync(Board);
        await EditAsync(made.Id, 1, f => f with { PriceMinor = 3_000, Note = "Anna's" }, Anna);
        EditProduct.Command second = new(made.Id, 1, _ => Board with { PriceMinor = 2_000, Note = "Ben's" }, Ben, Merge: true);

        var stale = Assert.IsType<StaleRefusal>((await shop.SendAsync(second)).Refusal);
        Assert.Equal([new MergeConflict("note", null, "Ben's", "Anna's"), new MergeConflict("price", "25.00", "20.00", "30.00")], stale.Conflicts);

        EditProduct.Response chosen = (await shop.SendAsync(second with { Mine = ["price"], Seen = stale.Version })).Value;
        Assert.Equal((2_000, "Anna's"), (chosen.Product.PriceMinor, chosen.Product.Note));
    }

    [Fact]
    public async Task A_choice_made_before_a_third_editor_saved_is_asked_for_again()
    {
        EditProduct.Response made = await MakeAsync(Board);
        await EditAsync(made.Id, 1, f => f with { PriceMinor = 3_000 }, Anna);
        await EditAsync(made.Id, 2, f => f with { PriceMinor = 3_500 }, Anna);

        Answer<EditProduct.Response> late = await shop.SendAsync(
            new EditProduct.Command(made.Id, 1, _ => Board with { PriceMinor = 2_000 }, Ben, Merge: true, Mine: ["price"], Seen: 2));

        Assert.Equal("35.00", Assert.Single(Assert.IsType<StaleRefusal>(late.Refusal).Conflicts).Theirs);
    }

    [Fact]
    public async Task A_variant_that_one_took_out_and_the_other_changed_is_kept_or_dropped_whole()
    {
        ProductForm sized = Board with { Variants = [new("m", "M", "T-1-M", StockQuantity: 3), new("l", "L", "T-1-L", StockQuantity: 4)] };
        EditProduct.Response made = await MakeAsync(sized);
        await EditAsync(made.Id, 1, f => f with { Variants = [f.Variants[0] with { StockQuantity = 1 }, f.Variants[1]] }, Anna);
        EditProduct.Command second = new(made.Id, 1, _ => sized with { Variants = [sized.Variants[1]] }, Ben, Merge: true);

        var stale = Assert.IsType<StaleRefusal>((await shop.SendAsync(second)).Refusal);
        Assert.Equal("variants/m/stock", Assert.Single(stale.Conflicts).Field);
        EditProduct.Response kept = (await shop.SendAsync(second with { Seen = stale.Version })).Value;

        Assert.Equal(new ProductForm.Variant("m", "M", "T-1-M", null, 1), kept.Product.Variants.Single(v => v.Id == "m"));
    }

    [Fact]
    public async Task Without_merging_a_stale_write_is_refused_with_what_changed_since()
    {
        EditProduct.Response made = await MakeAsync(Board);
        await EditAsync(made.Id, 1, f => f with { PriceMinor = 3_000 }, Anna);

        Answer<EditProduct.Response> late = await shop.SendAsync(new EditProduct.Command(made.Id, 1, f => f with { Note = "x" }, Ben));

        var stale = Assert.IsType<StaleRefusal>(late.Refusal);
        Assert.Equal((2L, "30.00"), (stale.Version, stale.Present!["price"]));
        Assert.Equal([new FieldChange("price", "25.00", "30.00")], stale.Since);
    }

    [Fact]
    public async Task A_claim_that_the_wording_table_blocks_keeps_a_product_from_shoppers_and_says_what_to_write()
    {
        EditProduct.Response made = await MakeAsync(Board with { Note = "It cures tight calves." });
        ClaimFinding claim = Assert.Single(made.Claims);
        Assert.Equal(("note", "cures", true, 3), (claim.Field, claim.Said, claim.Blocks, claim.Start));

        Refusal refused = (await shop.SendAsync(new SetProductStatus.Command(made.Id, 1, "published", Anna))).Refusal!;
        Assert.Contains("may help with comfort", Assert.Single(refused.Fields, f => f.Path == "note").Problem, StringComparison.Ordinal);

        await EditAsync(made.Id, 1, f => f with { Note = "It may help with comfort." }, Anna);
        Assert.Null((await shop.SendAsync(new SetProductStatus.Command(made.Id, 2, "published", Anna))).Refusal);
        Assert.NotNull((await shop.SendAsync(new EditProduct.Command(made.Id, 3, f => f with { Note = "It cures." }, Anna))).Refusal);
    }

    [Fact]
    public async Task Every_wrong_field_is_named_with_what_to_do()
    {
        Refusal refusal = (await shop.SendAsync(new CreateProduct.Command(null, Board with
        {
            Sku = "",
            CategoryId = "calf_stretcher",
            Gtin = "4006381333932",
            Variants = [new("", "M", "T-2"), new("", "m", "t-2")],
            Pictures = [new(new string('a', 64), "")],
            Overrides = [new("calf_tight", "helps", 0, "strong", "primary", [])],
        }, Anna))).Refusal!;

        Assert.Equal(
            ["categoryId", "gtin", "overrides[0].relevance", "overrides[0].sourceIds", "pictures[0].alt", "pictures[0].hash", "sku", "variants[1].name", "variants[1].sku"],
            refusal.Fields.Select(f => f.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("Did you mean 'calf_stretchers'?", refusal.Fields.Single(f => f.Path == "categoryId").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_its_own_does_not_take_back_what_the_evidence_profile_says_may_harm()
    {
        ProductForm lifts = Board with { CategoryId = "heel_lifts", EvidenceProfile = "heellift" };
        ProductForm With(string effect, double relevance, string role) => lifts with { Overrides = [new("leg_length_uneven", effect, relevance, "limited", role, ["EXPERT_OPINION"])] };

        Refusal refusal = (await shop.SendAsync(new CreateProduct.Command(null, With("may_help", 0.5, "adjunct"), Anna))).Refusal!;
        Answer<EditProduct.Response> harm = await shop.SendAsync(new CreateProduct.Command(null, With("avoid", 0, "not_recommended"), Anna));

        Assert.Equal("overrides[0].effect", Assert.Single(refusal.Fields).Path);
        Assert.Contains("heellift says avoid", refusal.Fields[0].Problem, StringComparison.Ordinal);
        Assert.Null(harm.Refusal);
    }

    [Fact]
    public async Task A_sku_belongs_to_one_product_or_variant()
    {
        await MakeAsync(Board with { Variants = [new("", "M", "T-1-M")] });

        Refusal refusal = (await shop.SendAsync(new CreateProduct.Command(null, Board with { Sku = "T-1-M", Name = "Other" }, Anna))).Refusal!;

        Assert.Contains("test_board", Assert.Single(refusal.Fields).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variants_keep_their_order_and_shoppers_choose_between_them_with_stock_and_price_of_each()
    {
        EditProduct.Response made = await MakeAsync(Board with
        {
            Variants = [new("", "EU 42-43", "T-42", 2_700, 0), new("", "EU 38-39", "T-38", null, 5), new("", "EU 40-41", "T-40")],
        });
        await shop.SendAsync(new SetProductStatus.Command(made.Id, 1, "published", Anna));
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);

        GetProduct.Response shown = (await shop.SendAsync(new GetProduct.Query(made.Id))).Value;
        Assert.Equal([("EU 42-43", 2_700L, false), ("EU 38-39", 2_500L, true), ("EU 40-41", 2_500L, true)], shown.Variants.Select(v => (v.Name, v.Price.Minor, v.InStock)));
        Assert.Equal(shown.Variants.Select(v => v.Name), shown.SizeOptions);
        Assert.True(shown.InStock);

        Assert.Contains(await FittingAsync(39), p => p.Id == made.Id);
        Assert.DoesNotContain(await FittingAsync(46), p => p.Id == made.Id);
        // 43 is sold out: the sizes that can be bought end at 41.
        Assert.DoesNotContain(await FittingAsync(43), p => p.Id == made.Id);
    }

    [Fact]
    public async Task A_bulk_action_is_one_batch_that_is_taken_back_as_a_whole()
    {
        string[] ids = ["house_slant_board", "house_toe_separators"];
        long[] before = await PricesAsync(ids);
        ChangeProducts.Response raised = (await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body([.. ids, "no_such"], "adjust_price", "+10%"), Anna))).Value;

        Assert.Equal((2, 0, "no_such"), (raised.Changed, raised.Unchanged, Assert.Single(raised.Refused).Id));
        Assert.Equal(before.Select(p => (long)Math.Round(p * 1.1m, MidpointRounding.AwayFromZero)), await PricesAsync(ids));

        UndoProductChanges.Response undone = (await shop.SendAsync(new UndoProductChanges.Command(null, raised.BatchId, Ben))).Value;
        Assert.Equal(ids.Order(StringComparer.Ordinal), undone.Done);
        Assert.Equal(before, await PricesAsync(ids));

        await shop.SendAsync(new UndoProductChanges.Command(null, undone.BatchId, Ben));
        Assert.NotEqual(before, await PricesAsync(ids));
    }

    [Fact]
    public async Task No_variant_that_shoppers_see_costs_nothing()
    {
        EditProduct.Response made = await MakeAsync(Board with { Variants = [new("m", "M", "T-1-M", 0), new("l", "L", "T-1-L", 2_000)] });
        Refusal refused = (await shop.SendAsync(new SetProductStatus.Command(made.Id, 1, "published", Anna))).Refusal!;
        Assert.Equal(("variants[0].priceMinor", "Give the variant 'M' a price before shoppers see it, or none of its own."), (Assert.Single(refused.Fields).Path, refused.Fields[0].Problem));

        await EditAsync(made.Id, 1, f => f with { Variants = [f.Variants[0] with { PriceMinor = null }, f.Variants[1]] }, Anna);
        await shop.SendAsync(new SetProductStatus.Command(made.Id, 2, "published", Anna));
        ChangeProducts.Response cheaper = (await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body([made.Id], "adjust_price", "-20.00"), Anna))).Value;

        Assert.Equal((0, "Give the variant 'L' a price before shoppers see it, or none of its own."), (cheaper.Changed, Assert.Single(cheaper.Refused).Reason));
        Assert.Equal(2_500L, Assert.Single(await PricesAsync([made.Id])));
    }

    [Fact]
    public async Task The_same_picture_uploaded_twice_at_once_is_stored_once()
    {
        using var bitmap = new SkiaSharp.SKBitmap(200, 150);
        using SkiaSharp.SKData png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        byte[] upload = png.ToArray();

        Answer<UploadPicture.Response>[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => shop.SendAsync(new UploadPicture.Command(upload, Anna)))));

        Assert.Single(taken.Select(t => t.Value.Hash).Distinct());
    }

    [Fact]
    public async Task A_batch_that_meets_a_later_edit_is_taken_back_all_or_nothing_unless_asked_otherwise()
    {
        string[] ids = ["house_slant_board", "house_toe_separators"];
        ChangeProducts.Response done = (await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body(ids, "set_stock", "7"), Anna))).Value;
        await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body(["house_slant_board"], "set_stock", "3"), Ben));

        Refusal refused = (await shop.SendAsync(new UndoProductChanges.Command(null, done.BatchId, Anna))).Refusal!;
        Assert.Equal((RefusalKind.Conflict, "stock"), (refused.Kind, Assert.Single(refused.Fields).Path));
        Assert.Equal([3, 7], await StocksAsync(ids));

        UndoProductChanges.Response some = (await shop.SendAsync(new UndoProductChanges.Command(null, done.BatchId, Anna, SkipConflicts: true))).Value;
        Assert.Equal(["house_toe_separators"], some.Done);
        Assert.Equal([3, null], await StocksAsync(ids));
    }

    [Fact]
    public async Task Undoing_the_creation_removes_a_product_and_undoing_that_brings_it_back_whole()
    {
        EditProduct.Response made = await MakeAsync(Board with { Variants = [new("", "M", "T-1-M", null, 2)] });
        long created = (await HistoryAsync(made.Id))[0].Id;
        await shop.SendAsync(new UndoProductChanges.Command(created, null, Anna));
        Assert.Equal(RefusalKind.NotFound, (await shop.SendAsync(new GetDeskProduct.Query(made.Id))).Refusal?.Kind);

        await shop.SendAsync(new UndoProductChanges.Command((await HistoryAsync(made.Id))[0].Id, null, Anna));

        GetDeskProduct.Response back = (await shop.SendAsync(new GetDeskProduct.Query(made.Id))).Value;
        Assert.Equal((3L, "Test board", 2), (back.Saved.Version, back.Saved.Product.Name, Assert.Single(back.Saved.Product.Variants).StockQuantity));
    }

    [Fact]
    public async Task An_undo_that_would_show_shoppers_a_blocked_claim_is_refused()
    {
        EditProduct.Response made = await MakeAsync(Board with { Note = "It cures." });
        await EditAsync(made.Id, 1, f => f with { Note = "" }, Anna);
        await shop.SendAsync(new SetProductStatus.Command(made.Id, 2, "published", Anna));

        Answer<UndoProductChanges.Response> undo = await shop.SendAsync(new UndoProductChanges.Command((await HistoryAsync(made.Id))[1].Id, null, Anna));

        Assert.Equal(RefusalKind.Conflict, undo.Refusal?.Kind);
    }

    [Fact]
    public async Task Any_sequence_of_edits_bulk_actions_and_undos_ends_in_the_state_that_the_history_says()
    {
        EditProduct.Response made = await MakeAsync(Board with { Variants = [new("m", "M", "T-1-M")] });
        var random = new Random(20261126);
        for (int step = 0; step < 40; step++)
        {
            GetDeskProduct.Response? now = (await shop.SendAsync(new GetDeskProduct.Query(made.Id))) is { Refusal: null } found ? found.Value : null;
            if (now is null || random.Next(3) == 0)
            {
                IReadOnlyList<HistoryEntry> past = await HistoryAsync(made.Id);
                await shop.SendAsync(new UndoProductChanges.Command(past[now is null ? 0 : random.Next(past.Count)].Id, null, Anna));
            }
            else if (random.Next(4) == 0)
            {
                await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body([made.Id], random.Next(2) == 0 ? "publish" : "draft"), Ben));
            }
            else
            {
                await EditAsync(made.Id, now.Saved.Version, f => Mutated(f, random), Ben);
            }
        }

        await using BackCareDb db = shop.Open();
        StoredProduct stored = await db.Products.Include(p => p.Variants).Include(p => p.Pictures).Include(p => p.Overrides).SingleAsync(p => p.Id == made.Id, Cancelled);
        StoredChange[] changes = await db.Changes.Where(c => c.Key == made.Id).OrderBy(c => c.Id).ToArrayAsync(Cancelled);
        Assert.Equal(Enumerable.Range(1, changes.Length).Select(v => (long)v), changes.Select(c => c.Version));
        Assert.Equal(changes.Length, stored.Version);
        Assert.Equal(FieldsJson.Write(ProductState.Of(stored)), FieldsJson.Write(Said(Edit.Replay(changes.Select(c => c.ToEdit())))));
    }

    [Fact]
    public async Task The_list_finds_narrows_sorts_counts_and_pages_without_repeats()
    {
        List<string> ids = [];
        string? cursor = null;
        do
        {
            GetDeskProducts.Response page = (await shop.SendAsync(new GetDeskProducts.Query(Sort: "-price", Cursor: cursor, Limit: 30))).Value;
            Assert.Equal(110, page.Total);
            ids.AddRange(page.Items.Select(i => i.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(110, ids.Distinct().Count());

        await shop.SendAsync(new ChangeProducts.Command(new ChangeProducts.Body(["house_slant_board"], "set_stock", "0"), Anna));
        GetDeskProducts.Response empty = (await shop.SendAsync(new GetDeskProducts.Query(Attention: "out_of_stock"))).Value;
        Assert.Equal("house_slant_board", Assert.Single(empty.Items).Id);
        Assert.Equal(1, Assert.Single(empty.Facets.Categories).Count);
        Assert.Equal(110, empty.Facets.Attention.Single(f => f.Id == "no_picture").Count);
        Assert.All((await shop.SendAsync(new GetDeskProducts.Query("SLANT"))).Value.Items, i => Assert.Contains("slant", $"{i.Name}{i.Id}{i.Sku}", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, (await shop.SendAsync(new GetDeskProducts.Query("100%_x"))).Value.Total);
        Assert.NotNull((await shop.SendAsync(new GetDeskProducts.Query(Sort: "name", Cursor: Cursor.After("desk-products:price", "1", "a")))).Refusal);
    }

    [Fact]
    public async Task A_change_of_one_variants_stock_reaches_the_basket()
    {
        EditProduct.Response made = await MakeAsync(Board with { Variants = [new("", "M", "T-1-M", 2_600, 1), new("", "L", "T-1-L")] });
        await shop.SendAsync(new SetProductStatus.Command(made.Id, 1, "published", Anna));
        await EditAsync(made.Id, 2, f => f with { Variants = [f.Variants[0] with { StockQuantity = 0 }, f.Variants[1]] }, Anna);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);

        BackCare.App.Orders.GetBasket.Response basket =
            (await shop.SendAsync(new BackCare.App.Orders.GetBasket.Query([new BasketLine(made.Id, "M", 1), new BasketLine(made.Id, "L", 2)]))).Value;

        Assert.Equal(["out_of_stock", null], basket.Lines.Select(l => l.Problem));
        Assert.Equal((2_600L, 5_000L), (basket.Lines[0].Sum.Minor, basket.Total.Minor));
    }

    private static ProductForm Mutated(ProductForm f, Random random) => random.Next(5) switch
    {
        0 => f with { PriceMinor = 100 * (1 + random.Next(3)) },
        1 => f with { Note = random.Next(2) == 0 ? "" : "A note" },
        2 => f with { Variants = random.Next(2) == 0 ? [] : [new("m", "M", "T-1-M", null, random.Next(3))] },
        3 => f with { Attributes = random.Next(2) == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["angle"] = "20" } },
        _ => f with { Overrides = random.Next(2) == 0 ? [] : [new("calf_tight", "helps", 0.5, "limited", "adjunct", ["EXPERT_OPINION"])] },
    };

    private static Dictionary<string, string?>? Said(IReadOnlyDictionary<string, string?>? state) =>
        state?.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    private async Task<EditProduct.Response> MakeAsync(ProductForm form)
    {
        Answer<EditProduct.Response> made = await shop.SendAsync(new CreateProduct.Command(null, form, Anna));
        Assert.Null(made.Refusal);
        return made.Value;
    }

    private async Task EditAsync(string id, long version, Func<ProductForm, ProductForm> change, Actor by) =>
        Assert.Null((await shop.SendAsync(new EditProduct.Command(id, version, f => change(f), by))).Refusal);

    private async Task<bool> IsOnShelfAsync(string id)
    {
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);
        return shop.Get<ShelfHost>().Current!.Find(id) is not null;
    }

    private async Task<IReadOnlyList<GetProducts.Item>> FittingAsync(double size) =>
        (await shop.SendAsync(new GetProducts.Query(Category: "calf_stretchers", ShoeSizeEu: size, PageSize: 100))).Value.Items;

    private async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string id) => (await shop.SendAsync(new GetHistory.Query("product", id, Limit: 100))).Value.Items;

    private async Task<long[]> PricesAsync(string[] ids)
    {
        await using BackCareDb db = shop.Open();
        return [.. ids.Select(id => db.Products.AsNoTracking().Single(p => p.Id == id).PriceMinor)];
    }

    private async Task<int?[]> StocksAsync(string[] ids)
    {
        await using BackCareDb db = shop.Open();
        return [.. ids.Select(id => db.Products.AsNoTracking().Single(p => p.Id == id).StockQuantity)];
    }
}
