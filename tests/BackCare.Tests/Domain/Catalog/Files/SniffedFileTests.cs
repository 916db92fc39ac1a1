using System.Text;
using BackCare.Domain.Catalog.Files;

namespace BackCare.Tests.Domain.Catalog.Files;

public sealed class SniffedFileTests
{
    [Theory]
    [InlineData("PK\u0003\u0004....[Content_Types].xml", "This is an Excel workbook (.xlsx), not a table of products as text. Open it in your spreadsheet, save the sheet as \"CSV UTF-8\", and upload that file.")]
    [InlineData("PK\u0003\u0004....products.csv", "This is a zip archive, not a table of products as text. Unpack it, and upload the CSV file inside.")]
    [InlineData("%PDF-1.7", "This is a PDF, not a table of products as text. Export the product list from your shop as CSV, and upload that file.")]
    [InlineData("  <!DOCTYPE html><title>Sign in", "This is a web page (HTML), not a table of products as text. The download may have asked you to sign in: export the products as CSV again, and upload that file.")]
    [InlineData("<?xml version=\"1.0\"?><rss>", "This is an XML file, not a table of products as text. Export the products as CSV, and upload that file.")]
    [InlineData("{\"products\":[", "This is a JSON file, not a table of products as text. Export the products as CSV, and upload that file.")]
    [InlineData("", "This is an empty file, not a table of products as text. Choose a file with a line of column names and a line for every product.")]
    public void What_is_no_table_gets_one_sentence_with_what_to_do(string head, string sentence)
    {
        SniffedFile sniffed = SniffedFile.Of(Encoding.Latin1.GetBytes(head));

        Assert.False(sniffed.IsText);
        Assert.Equal(sentence, sniffed.Sentence);
    }

    [Theory]
    [InlineData("id,name\n1,<b>Heel</b>\n")]
    [InlineData("[id];name\n")]
    public void A_table_is_a_table_whatever_its_cells_hold(string text) => Assert.True(SniffedFile.Of(Encoding.UTF8.GetBytes(text)).IsText);

    [Theory]
    [InlineData("name\nTalonera\n", FileEncoding.Utf8)]
    [InlineData("name\nCojín lumbar\n", FileEncoding.Utf8)]
    public void Utf8_is_told_from_its_bytes(string text, FileEncoding encoding) => Assert.Equal(encoding, Detect(Encoding.UTF8.GetBytes(text)).Encoding);

    [Fact]
    public void One_western_letter_at_the_end_makes_it_Windows_1252()
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(new string('x', 10_000) + "\nCoj"), 0xED, (byte)'n', (byte)'\n'];

        EncodingDetector detector = Detect(bytes);

        Assert.Equal((FileEncoding.Windows1252, 2), (detector.Encoding, detector.InvalidLine));
        Assert.Equal("Cojín\n", FileEncodings.ReaderOf(detector.Encoding).GetString(bytes)[^6..]);
    }

    [Fact]
    public void Utf16_is_found_with_its_mark_and_without()
    {
        Assert.Equal(FileEncoding.Utf16LittleEndian, Detect([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("name\nHeel cup\n")]).Encoding);
        Assert.Equal(FileEncoding.Utf16LittleEndian, Detect(Encoding.Unicode.GetBytes("name\nHeel cup\n")).Encoding);
        Assert.Equal(FileEncoding.Utf16BigEndian, Detect(Encoding.BigEndianUnicode.GetBytes("name\nHeel cup\n")).Encoding);
    }

    [Fact]
    public void A_mark_that_the_bytes_contradict_is_one_clear_answer()
    {
        EncodingDetector detector = Detect([.. Encoding.UTF8.Preamble, .. "name\nCoj"u8, 0xED, (byte)'n']);

        Assert.Equal("The file begins with the mark of UTF-8, but line 2 holds bytes that are not UTF-8. Save it again as \"CSV UTF-8\".", detector.Contradiction);
    }

    [Fact]
    public void Bytes_may_come_in_any_pieces()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("Cojín — “lumbar” 😀\n");
        Assert.All(Enumerable.Range(1, bytes.Length), piece =>
        {
            var detector = new EncodingDetector();
            foreach (byte[] part in bytes.Chunk(piece))
                detector.Add(part);
            Assert.Equal(FileEncoding.Utf8, detector.Encoding);
        });
    }

    private static EncodingDetector Detect(byte[] bytes)
    {
        var detector = new EncodingDetector();
        detector.Add(bytes);
        return detector;
    }
}
