using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Catalog.Files;

public sealed class FileStepTests
{
    private static readonly Dictionary<string, string> Shop = new(ProductText.Of(new CatalogProduct(
        new Product
        {
            Id = "cup",
            Sku = "C-1",
            Name = "Gel cup",
            Brand = "Acme",
            CategoryId = "heel_cups",
            EvidenceProfile = "heelcup_gel",
            Regions = ["foot"],
            Price = new Money(1995, "USD"),
            StockQuantity = 4,
        },
        "published", "Soft.")), StringComparer.Ordinal);

    private static FileStep Decide(Dictionary<string, string> file, bool edited = false, bool removed = false, bool overwrite = false, bool known = true) =>
        FileStep.Decide("cup", file, known ? new ShopProduct(Shop, edited, removed) : null, new FileChoices(overwrite));

    [Fact]
    public void What_the_file_has_no_column_for_stays()
    {
        FileStep step = Decide(new() { ["price"] = "21.00" });

        Assert.Equal(FileAction.Change, step.Action);
        Assert.Equal("price 19.95 21.00", string.Join(", ", step.Changes.Select(c => $"{c.Field} {c.Before} {c.After}")));
        Assert.Equal(("Gel cup", "4"), (step.After!["name"], step.After["stock"]));
    }

    [Fact]
    public void An_empty_cell_clears_a_field() => Assert.Equal("", Decide(new() { ["description"] = "" }).After!["description"]);

    [Fact]
    public void The_same_again_changes_nothing() => Assert.Equal(FileAction.Leave, Decide(new() { ["price"] = "19.95", ["name"] = "Gel cup" }, edited: true).Action);

    [Fact]
    public void What_somebody_edited_is_kept_unless_the_admin_chooses_otherwise()
    {
        Assert.Equal(FileAction.Keep, Decide(new() { ["price"] = "21.00" }, edited: true).Action);
        Assert.Equal(FileAction.Change, Decide(new() { ["price"] = "21.00" }, edited: true, overwrite: true).Action);
        Assert.Equal(FileAction.Keep, Decide(new() { ["price"] = "21.00" }, removed: true).Action);
    }

    [Fact]
    public void A_new_product_without_a_place_stays_a_draft()
    {
        FileStep step = Decide(new() { ["name"] = "Cup", ["price"] = "5.00", ["currency"] = "USD", ["status"] = "published" }, known: false);

        Assert.Equal((FileAction.Add, true, "draft", "cup", "Unbranded"), (step.Action, step.NeedsPlace, step.After!["status"], step.After["sku"], step.After["brand"]));
    }

    [Fact]
    public void A_full_import_retires_what_its_file_lacks()
    {
        Assert.Equal("retired", FileStep.Missing(new ShopProduct(Shop, false, false), new FileChoices()).After!["status"]);
        Assert.Equal(FileAction.Keep, FileStep.Missing(new ShopProduct(Shop, true, false), new FileChoices()).Action);
    }

    [Fact]
    public void A_unit_that_is_made_for_a_variant_is_short_enough_and_nobody_elses()
    {
        IReadOnlyList<ProductVariant> made = VariantText.Read(VariantText.Resolve(";S;A-2|;M|;L;A-3", "", "A"), out _);
        Assert.Equal(["s A-2", "m A-4", "l A-3"], made.Select(v => $"{v.Id} {v.Sku}"));

        Assert.Equal($"{new string('x', 75)}-1", Assert.Single(VariantText.Read(VariantText.Resolve(";S", "", new string('x', 80)), out _)).Sku);
    }

    [Fact]
    public void A_draft_with_a_variant_at_no_price_keeps_its_variants()
    {
        Dictionary<string, string> shop = new(Shop, StringComparer.Ordinal) { ["status"] = "draft", ["variants"] = "m;M;C-1-M;0.00;2;" };

        FileStep step = FileStep.Decide("cup", new Dictionary<string, string> { ["stock"] = "7" }, new ShopProduct(shop, false, false), new FileChoices());

        Assert.Equal("m;M;C-1-M;0.00;2;", step.After!["variants"]);
    }

    [Fact]
    public void A_claim_keeps_a_shown_product_out_and_warns_of_a_draft()
    {
        var lint = new ClaimLint(SeedKnowledge.Base.Rows.ClaimWordings);
        var fields = new Dictionary<string, string>(Shop, StringComparer.Ordinal) { ["name"] = "Cup that cures", ["description"] = "Clinically proven." };

        FileProblem[] found = [.. CopyLint.Read(lint, 7, fields, SeedKnowledge.Base.Categories["heel_cups"], f => f == "name" ? "Title" : f)];

        Assert.Equal(
            ["line 7 [Title] 'cures': promises what a product must not (CL001, cures). Write: may help with comfort.",
             "line 7 [description] 'Clinically proven': needs a second look (CL010, clinically proven). Write: name the study, its size and its limits."],
            found.Select(p => p.ToString()));
        Assert.Equal([true, false], found.Select(p => p.Blocks));
        fields["status"] = "draft";
        Assert.All(CopyLint.Read(lint, 7, fields, null, f => f), p => Assert.False(p.Blocks));
    }
}
