using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
/// <param name="Found">What was found, such as <c>an Excel workbook (.xlsx)</c>.</param>
/// <param name="Remedy">What to do instead; null when it is a text that may hold a table.</param>
public sealed record SniffedFile(string Found, string? Remedy)
{
    /// <summary>Bytes that are enough to tell.</summary>
    public const int HeadBytes = 4_096;

    private const string SaveAsCsv = "Open it in your spreadsheet, save the sheet as \"CSV UTF-8\", and upload that file";

    private static readonly (byte[] Magic, string Found, string Remedy)[] Binaries =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file such as .xls", SaveAsCsv),
        ("%PDF"u8.ToArray(), "a PDF", "Export the product list from your shop as CSV, and upload that file"),
        ([0x1F, 0x8B], "a gzip archive", "Unpack it, and upload the CSV file inside"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture", "Choose the CSV file instead"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture", "Choose the CSV file instead"),
        ("GIF8"u8.ToArray(), "a GIF picture", "Choose the CSV file instead"),
        ("SQLite format 3"u8.ToArray(), "an SQLite database", "Export the product table as CSV, and upload that file"),
        ("Rar!"u8.ToArray(), "a RAR archive", "Unpack it, and upload the CSV file inside"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive", "Unpack it, and upload the CSV file inside"),
    ];

    /// <summary>True when it may hold a table.</summary>
    public bool IsText => Remedy is null;

    /// <summary>The one sentence that answers a file which is no table.</summary>
    public string Sentence => $"This is {Found}, not a table of products as text. {Remedy}.";

    /// <summary>Looks at the first bytes of a file, at most <see cref="HeadBytes"/> of them.</summary>
    public static SniffedFile Of(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, HeadBytes)];
        if (head.IsEmpty)
            return new SniffedFile("an empty file", "Choose a file with a line of column names and a line for every product");
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return Packed(head);
        foreach ((byte[] magic, string found, string remedy) in Binaries)
        {
            if (head.StartsWith(magic))
                return new SniffedFile(found, remedy);
        }

        return head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? new SniffedFile("a text", null) : Text(head);
    }

    private static SniffedFile Packed(ReadOnlySpan<byte> head) =>
        Has(head, "opendocument.spreadsheet"u8) ? new SniffedFile("an OpenDocument spreadsheet (.ods)", SaveAsCsv)
        : Has(head, "word/"u8) ? new SniffedFile("a Word document (.docx)", "Put the products in a spreadsheet, save it as \"CSV UTF-8\", and upload that file")
        : Has(head, "xl/"u8) || Has(head, "[Content_Types].xml"u8) ? new SniffedFile("an Excel workbook (.xlsx)", SaveAsCsv)
        : new SniffedFile("a zip archive", "Unpack it, and upload the CSV file inside");

    private static SniffedFile Text(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble))
            head = head[Encoding.UTF8.Preamble.Length..];
        ReadOnlySpan<byte> start = head.TrimStart(" \t\r\n"u8);
        string first = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 32)]);
        if (first.StartsWith('<'))
        {
            return first.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || first.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                ? new SniffedFile("a web page (HTML)", "The download may have asked you to sign in: export the products as CSV again, and upload that file")
                : new SniffedFile("an XML file", "Export the products as CSV, and upload that file");
        }

        if (first.StartsWith('{') || first.StartsWith("[{", StringComparison.Ordinal) || first.StartsWith("[\"", StringComparison.Ordinal) || first is "[" or "[]")
            return new SniffedFile("a JSON file", "Export the products as CSV, and upload that file");
        int controls = 0;
        foreach (byte b in head)
            controls += b < 0x20 && b is not (0 or (byte)'\t' or (byte)'\r' or (byte)'\n') ? 1 : 0;
        return controls * 20 > head.Length ? new SniffedFile("a binary file", "Export the products as CSV, and upload that file") : new SniffedFile("a text", null);
    }

    private static bool Has(ReadOnlySpan<byte> head, ReadOnlySpan<byte> part) => head.IndexOf(part) >= 0;
}
