using BackCare.App.Knowledge;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Knowledge;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.Tests.Domain.Catalog.Files;

public sealed class RoundTripTests
{
    private static readonly IReadOnlyList<Product> Seed = KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows.Products;

    private static readonly string[] Texts =
    [
        "", "plain", "a, b; \"c\" | d", "=1+1", "'=1+1", "''-x", "-5", "@cmd", "two\nlines", "- item\n- other", "<b>bold</b> & more", "Cojín — 20 %", "trailing.", "👣 feet",
    ];

    [Fact]
    public void The_demo_catalogue_comes_back_unchanged_from_every_format()
    {
        CatalogProduct[] catalogue = [.. Seed.Select((p, i) => new CatalogProduct(
            p with
            {
                StockQuantity = i % 3 == 0 ? null : i,
                Gtin = i % 6 == 0 ? "4012345678901" : "",
                Attributes = i % 7 == 0 ? new Dictionary<string, string> { ["heel_height_mm"] = "8", ["sold_as"] = "a=b|c" } : [],
                Variants = i % 8 == 0 ? [new("m", "left, M", $"{p.Sku}-M", null, i, "40123455"), new("xl", "X;L|\\", $"{p.Sku}-XL", p.Price.Minor + 500)] : [],
            },
            (i % 5) switch { 0 => "draft", 1 => "retired", _ => "published" }, Texts[i % Texts.Length]))];

        AssertSame(catalogue, Own(catalogue));
        AssertSame(catalogue, Shopify(catalogue, older: true));
        AssertSame(catalogue, Shopify(catalogue, older: false));
        AssertSame(catalogue, WooCommerce(catalogue));
    }

    [Fact]
    public void Any_texts_come_back_unchanged_from_every_format() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements(Texts).ArrayOf(6).ToArbitrary(), texts =>
        {
            CatalogProduct[] one =
            [
                new(Seed[0] with
                {
                    Name = $"Cup {texts[0].Replace('\n', ' ')}".Trim(), Maker = texts[1], Material = texts[2], Sizes = texts[3], Note = texts[4],
                },
                "published", texts[5]),
            ];
            AssertSame(one, Own(one));
            AssertSame(one, Shopify(one, older: true));
            AssertSame(one, Shopify(one, older: false));
            AssertSame(one, WooCommerce(one));
        }));

    [Fact]
    public void Escaping_of_formulas_is_undone_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("'", "=", "+", "-", "@", "\t", "\r", "a", " ").ArrayOf(5).Select(parts => string.Concat(parts)).ToArbitrary(), text =>
        {
            Assert.Equal(text, CsvCells.Unescape(CsvCells.Escape(text)));
            Assert.DoesNotContain(CsvCells.Escape(text).Take(1), c => c is '=' or '+' or '-' or '@' or '\t' or '\r');
        }));

    private static string Own(CatalogProduct[] products) => BackCareCsv.Header() + string.Concat(products.Select(BackCareCsv.Lines));

    private static string Shopify(CatalogProduct[] products, bool older) => ShopifyCsv.Header(older) + string.Concat(products.Select(p => ShopifyCsv.Lines(p, NameOf(p))));

    private static string WooCommerce(CatalogProduct[] products) => WooCommerceCsv.Header() + string.Concat(products.Select(p => WooCommerceCsv.Lines(p, NameOf(p))));

    private static string NameOf(CatalogProduct product) => FileTexts.Terms.Knowledge.Categories[product.Product.CategoryId].Name;

    private static void AssertSame(CatalogProduct[] expected, string file)
    {
        IReadOnlyList<FileProduct> read = FileTexts.Products(file);
        Assert.Equal(expected.Length, read.Count);
        foreach ((CatalogProduct before, FileProduct after) in expected.Zip(read))
        {
            Assert.Empty(string.Join("; ", after.Problems.Select(p => p.ToString())));
            FileStep step = FileStep.Decide(before.Product.Id, after.Fields, new ShopProduct(ProductText.Of(before), false, false), new FileChoices());
            Assert.Empty(string.Join("; ", step.Changes.Select(c => $"{before.Product.Id} {c.Field}: '{c.Before}' became '{c.After}'")));
        }
    }
}
