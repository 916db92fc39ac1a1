using System.Text;
using BackCare.App.Catalog.Import;
using BackCare.App.Messaging;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>Files that are no product files, or mean harm: each gets one clear answer.</summary>
public sealed class HostileFileTests : IAsyncLifetime
{
    private ImportedShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await ImportedShop.OpenAsync();

    public async ValueTask DisposeAsync() => await shop.DisposeAsync();

    [Theory]
    [InlineData("PK\u0003\u0004xxxxxx[Content_Types].xml", "This is an Excel workbook (.xlsx)")]
    [InlineData("%PDF-1.7 ...", "This is a PDF")]
    [InlineData("<html><body>Sign in</body></html>", "This is a web page (HTML)")]
    [InlineData("{\"products\":[]}", "This is a JSON file")]
    [InlineData("", "This is an empty file")]
    [InlineData("id,name\n", "The file has no row of products below its column names.")]
    [InlineData("name\nCup\nPad\n", "The file has one column only")]
    public async Task What_is_no_table_of_products_is_refused_when_it_is_uploaded(string text, string start)
    {
        Refusal refusal = (await shop.UploadAsync(Encoding.Latin1.GetBytes(text), "products.csv")).Refusal!;

        Assert.StartsWith(start, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("file", Assert.Single(refusal.Fields).Path);
        Assert.Empty((await shop.Shop.SendAsync(new GetImports.Query())).Value.Items);
    }

    [Fact]
    public async Task A_mark_of_UTF_8_before_other_bytes_is_refused()
    {
        Refusal refusal = (await shop.UploadAsync([.. Encoding.UTF8.Preamble, .. "sku,name,price\nA,Coj"u8, 0xED, .. "n,5\n"u8])).Refusal!;

        Assert.Equal("The file begins with the mark of UTF-8, but line 2 holds bytes that are not UTF-8. Save it again as \"CSV UTF-8\".", refusal.Reason);
    }

    [Fact]
    public async Task Ten_thousand_columns_are_refused()
    {
        string line = string.Join(',', Enumerable.Range(0, 10_000));

        Assert.StartsWith("Line 1 has more than 400 columns.", (await shop.UploadAsync(Encoding.UTF8.GetBytes($"{line}\n{line}\n"))).Refusal!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,Cup,5\nB,Pa\0d,6\n", "Line 3 holds a zero byte")]
    [InlineData("A,Cup,5\nB,\"Pad,6\nC,Mat,7\n", "Line 3 opens a quote that is never closed")]
    public async Task What_cannot_be_read_to_its_end_changes_nothing(string rows, string start)
    {
        // The beginning looks well: the fault lies behind the rows that an upload looks at.
        string good = string.Concat(Enumerable.Range(0, 300).Select(i => $"X{i},Product {i},5\n"));
        ImportView import = (await shop.UploadAsync(Encoding.UTF8.GetBytes("sku,name,price\n" + good + rows))).Value.Import;

        Refusal refusal = (await shop.Shop.SendAsync(new CheckImport.Command(import.Id, new CheckImport.Choices(), Wait: true))).Refusal!;

        Assert.StartsWith(start.Replace("Line 3", "Line 303", StringComparison.Ordinal), refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("failed", (await shop.Shop.SendAsync(new GetImport.Query(import.Id))).Value.Import.State);
    }

    [Fact]
    public async Task A_line_without_end_is_refused_however_long_the_file_is()
    {
        byte[] bytes = [.. "sku,name,price\nA,"u8, .. Enumerable.Repeat((byte)'x', 8 << 20)];

        Assert.StartsWith("Line 2 is longer than 1 MB.", (await shop.UploadAsync(bytes)).Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formula_is_imported_as_the_text_it_is_and_exported_harmless()
    {
        await shop.ImportAsync("sku,name,price\nEVIL,\"=HYPERLINK(\"\"https://evil.example\"\",\"\"Cup\"\")\",5\n");

        string export = await shop.ExportAsync("backcare");

        Assert.Contains("\"'=HYPERLINK(", export, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK(", export, StringComparison.Ordinal);
    }
}
