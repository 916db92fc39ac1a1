using BackCare.Domain.Catalog.Files;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Catalog.Files;

/// <summary>Reads small files written in tests.</summary>
internal static class FileTexts
{
    public static readonly CatalogTerms Terms = new(SeedKnowledge.Base);

    public static IReadOnlyList<CsvRecord> Rows(string text, char delimiter = ',') => Rows(text, new CsvLexer(delimiter), text.Length + 1);

    /// <summary>Feeds the lexer in pieces of <paramref name="piece"/> letters.</summary>
    public static IReadOnlyList<CsvRecord> Rows(string text, CsvLexer lexer, int piece)
    {
        List<CsvRecord> rows = [];
        for (int at = 0; at < text.Length; at += piece)
        {
            ReadOnlySpan<char> rest = text.AsSpan(at, Math.Min(piece, text.Length - at));
            while (lexer.TryRead(ref rest, out CsvRecord? row))
                rows.Add(row!);
        }

        if (lexer.End() is { } last)
            rows.Add(last);
        return rows;
    }

    /// <summary>The products of a file in whatever format its header speaks for.</summary>
    public static IReadOnlyList<FileProduct> Products(string text, char decimalSign = '.')
    {
        IReadOnlyList<CsvRecord> rows = Rows(text);
        FileFormat format = FileFormats.Detect(rows[0].Cells);
        var plan = new FilePlan(format, ColumnMap.Of(format, rows[0].Cells), decimalSign, "USD", Terms);
        var variations = new VariationIndex();
        foreach (CsvRecord row in rows.Skip(1))
            Assert.Null(variations.Add(plan, row));
        var assembler = new RowAssembler(plan, variations);
        List<FileProduct> products = [];
        foreach (CsvRecord row in rows.Skip(1))
        {
            if (assembler.Add(row) is { } done)
                products.Add(ProductReading.Read(plan, done));
        }

        if (assembler.End() is { } last)
            products.Add(ProductReading.Read(plan, last));
        return products;
    }
}
