using BackCare.Domain.Catalog.Files;

namespace BackCare.Tests.Domain.Catalog.Files;

public sealed class ProductReadingTests
{
    private static string Shown(FileProduct product) => string.Join("; ", product.Problems.Select(p => p.ToString()));

    [Fact]
    public void A_row_of_BackCares_own_file_becomes_a_product()
    {
        FileProduct product = Assert.Single(FileTexts.Products("""
            id,sku,name,category_id,evidence_profile,regions,price,currency,stock,status
            gel-cup,G-1,Gel heel cup,heel_cups,heelcup_gel,foot|Ankle,19.95,EUR,12,published
            """));

        Assert.Empty(Shown(product));
        Assert.Equal(
            ("gel-cup", "heel_cups", "foot|ankle", "19.95", "EUR", "12", "published"),
            (product.Fields["id"], product.Fields["category_id"], product.Fields["regions"], product.Fields["price"], product.Fields["currency"], product.Fields["stock"], product.Fields["status"]));
    }

    [Fact]
    public void Every_wrong_cell_is_named_by_line_column_value_and_remedy() =>
        Assert.Equal(
            [
                "line 3 [sku] is empty",
                "line 3 [Preis] 'gratis': is no price above 0 with at most two decimals behind a point. Write a price such as 19.95, or choose the decimal comma.",
            ],
            FileTexts.Products("sku,name,Preis,stock\nA,Gel cup,19.95,1\n,Pad,gratis,2\n").SelectMany(p => p.Problems).Select(p => p.ToString()).Prepend("line 3 [sku] is empty"));

    [Fact]
    public void Shopifys_old_rows_of_one_handle_make_one_product()
    {
        IReadOnlyList<FileProduct> products = FileTexts.Products("""
            Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src,Status
            gel-cup,Gel Cup,"<p>Soft &amp; light.</p><script>alert(1)</script><ul><li>Washable</li></ul>",Acme,Heel cups and heel pads,heel,TRUE,Size,Small,G-S,shopify,3,21.00,https://cdn.example/a.jpg,active
            gel-cup,,,,,,,,Large,G-L,shopify,4,19.00,https://cdn.example/b.jpg,
            mat,Mat,,Acme,Yoga,,FALSE,Title,Default Title,M-1,,,30.00,,draft
            """);

        Assert.Equal(2, products.Count);
        IReadOnlyDictionary<string, string> cup = products[0].Fields;
        Assert.Empty(Shown(products[0]));
        Assert.Equal(("gel-cup", "Gel Cup", "Acme", "heel_cups", "published"), (cup["id"], cup["name"], cup["brand"], cup["category_id"], cup["status"]));
        Assert.Equal("Soft & light.\n- Washable", cup["description"]);
        Assert.Equal(("G-S", "19.00", ";Small;G-S;21.00;3;|;Large;G-L;;4;"), (cup["sku"], cup["price"], cup["variants"]));
        IReadOnlyDictionary<string, string> mat = products[1].Fields;
        Assert.Equal(("M-1", "30.00", "", "", "draft"), (mat["sku"], mat["price"], mat["stock"], mat["variants"], mat["status"]));
        Assert.False(mat.ContainsKey("category_id"));
        Assert.Equal("Yoga", products[1].Hints);
    }

    [Fact]
    public void Shopifys_new_columns_mean_the_same()
    {
        FileProduct product = FileTexts.Products("""
            Title,URL handle,Description,Vendor,Product category,Type,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Inventory quantity,Product image URL
            Gel Cup,gel-cup,<p>Soft.</p>,Acme,,Heel cups and heel pads,TRUE,Active,G-S,Size,Small,19.00,3,https://cdn.example/a.jpg
            ,gel-cup,,,,,,,G-L,,Large,19.00,4,
            """).Single();

        Assert.Empty(Shown(product));
        Assert.Equal(("gel-cup", "G-S", "19.00", ";Small;G-S;;3;|;Large;G-L;;4;", "Soft."), (product.Fields["id"], product.Fields["sku"], product.Fields["price"], product.Fields["variants"], product.Fields["description"]));
    }

    [Fact]
    public void WooCommerces_variations_find_their_parent_wherever_they_stand()
    {
        IReadOnlyList<FileProduct> products = FileTexts.Products("""
            ID,Type,SKU,Name,Published,Visibility in catalog,Short description,Description,In stock?,Stock,Regular price,Categories,Images,Parent,Attribute 1 name,Attribute 1 value(s)
            10,variable,BRACE,Ankle brace,1,visible,<p>Short.</p>,<p>Long.</p>,1,,,"Supports > Ankle braces and sleeves, Sale",https://shop.example/1.jpg,,Size,"S, M"
            11,simple,BAND,Band loop,-1,visible,,,0,,12,Bands,,,,
            12,variation,BRACE-S,Ankle brace - S,1,visible,,,1,2,25.00,,,id:10,Size,S
            13,variation,BRACE-M,Ankle brace - M,1,visible,,,1,5.0000,24.50,,,BRACE,Size,M
            """);

        Assert.Equal(2, products.Count);
        IReadOnlyDictionary<string, string> brace = products[0].Fields;
        Assert.Empty(Shown(products[0]));
        Assert.Equal(("BRACE", "ankle_braces", "24.50", ";S;BRACE-S;25.00;2;|;M;BRACE-M;;5;", "published"), (brace["sku"], brace["category_id"], brace["price"], brace["variants"], brace["status"]));
        Assert.Equal("Short.\nLong.", brace["description"]);
        Assert.Equal(("BAND", "draft", "0"), (products[1].Fields["sku"], products[1].Fields["status"], products[1].Fields["stock"]));
    }

    [Fact]
    public void A_variation_without_parent_is_a_problem_of_its_line()
    {
        IReadOnlyList<CsvRecord> rows = FileTexts.Rows("ID,Type,SKU,Name,Regular price,Parent\n5,variation,X-S,X - S,9.00,id:4\n");
        var plan = new FilePlan(FileFormat.WooCommerce, ColumnMap.Of(FileFormat.WooCommerce, rows[0].Cells), '.', "USD", FileTexts.Terms);
        var variations = new VariationIndex();

        variations.Add(plan, rows[1]);

        Assert.Equal("line 2 [Parent] 'id:4': names a parent that the file does not have. Export the parent product with its variations, or take the row out.", variations.Strays(plan).Single().ToString());
    }

    [Fact]
    public void Continuation_rows_without_end_are_one_problem_and_bounded_memory()
    {
        string file = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\nx,X,Size,0,S,1.00\n"
            + string.Concat(Enumerable.Range(1, 6_000).Select(i => FormattableString.Invariant($"x,,,{i},S{i},1.00\n")));

        FileProduct product = FileTexts.Products(file).Single();

        Assert.Equal("line 2502 [Handle] 'x': has more than 2500 rows. Give every product its own handle.", Shown(product));
    }

    [Theory]
    [InlineData("19.95", '.', 1995)]
    [InlineData("1,234.50", '.', 123450)]
    [InlineData("1.234,50 €", ',', 123450)]
    [InlineData("$ 20", '.', 2000)]
    [InlineData("EUR 20,5", ',', 2050)]
    [InlineData("1 234,00", ',', 123400)]
    [InlineData("19.9500", '.', 1995)]
    public void Prices_are_read_exactly(string text, char sign, long minor)
    {
        Assert.True(PriceText.TryRead(text, sign, out long read, out _));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("19,95", '.')]
    [InlineData("19.95", ',')]
    [InlineData("0", '.')]
    [InlineData("-5", '.')]
    [InlineData("1.234.50", '.')]
    [InlineData("19.955", '.')]
    [InlineData("free", '.')]
    [InlineData("1e5", '.')]
    [InlineData("99999999999999999999999999999999", '.')]
    public void What_is_no_price_is_refused_rather_than_guessed(string text, char sign) => Assert.False(PriceText.TryRead(text, sign, out _, out _));

    [Fact]
    public void The_decimal_sign_is_the_one_that_most_prices_make_evident()
    {
        Assert.Equal(',', PriceText.DecimalSignOf(["19,95", "1.234", "20"]));
        Assert.Equal('.', PriceText.DecimalSignOf(["19.95", "1,234", "20"]));
        Assert.Equal(',', PriceText.DecimalSignOf("1.234.567"));
        Assert.Null(PriceText.DecimalSignOf("1,234"));
    }

    [Theory]
    [InlineData("Crème & Co's Gel-Cup™", "creme-cos-gel-cup")]
    [InlineData("  --  ", "")]
    [InlineData("tulis_heavy", "tulis_heavy")]
    public void Names_become_ids(string name, string id) => Assert.Equal(id, ProductReading.Slug(name).Replace("-tm", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\nTwo")]
    [InlineData("a < b and 5 > 3", "a < b and 5 > 3")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>")]
    [InlineData("x<script>evil()</script>y<style>p{}</style>z", "xyz")]
    [InlineData("x<!-- hidden -->y<script>open", "xy")]
    [InlineData("<img src=x onerror=alert(1)>Cup", "Cup")]
    public void Html_becomes_text(string html, string text) => Assert.Equal(text, HtmlText.Read(html));

    [Fact]
    public void Letters_that_could_not_be_read_point_to_the_encoding()
    {
        FileProduct product = FileTexts.Products("sku,name,price\nA,Coj\uFFFDn,5\n").Single();

        Assert.Equal("line 2 [name] 'Coj\uFFFDn': holds letters that could not be read. Choose another encoding, or save the file as \"CSV UTF-8\".", Shown(product));
    }
}
