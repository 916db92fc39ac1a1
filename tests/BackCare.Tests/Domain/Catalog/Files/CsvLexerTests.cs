using BackCare.Domain.Catalog.Files;

namespace BackCare.Tests.Domain.Catalog.Files;

public sealed class CsvLexerTests
{
    private static string Shown(IEnumerable<CsvRecord> rows) => string.Join(" / ", rows.Select(r => $"{r.Line}:{string.Join('~', r.Cells)}"));

    [Theory]
    [InlineData("a,b\n1,2\n", "1:a~b / 2:1~2")]
    [InlineData("a,b\r\n1,2", "1:a~b / 2:1~2")]
    [InlineData("a,b\r1,2\r", "1:a~b / 2:1~2")]
    [InlineData("a,\"b \"\"c\"\", d\"\n", "1:a~b \"c\", d")]
    [InlineData("\"two\nlines\",x\ny,z", "1:two\nlines~x / 3:y~z")]
    [InlineData("\"two\r\nlines\",x\r\ny,z", "1:two\r\nlines~x / 3:y~z")]
    [InlineData("a,b,\n", "1:a~b~")]
    [InlineData("a,b,", "1:a~b~")]
    [InlineData("\n\n,,\na,b", "4:a~b")]
    [InlineData("roller 12\" long,x", "1:roller 12\" long~x")]
    public void Text_becomes_rows_with_the_line_they_start_on(string text, string rows)
    {
        Assert.Equal(rows, Shown(FileTexts.Rows(text)));
        Assert.All(Enumerable.Range(1, text.Length), piece => Assert.Equal(rows, Shown(FileTexts.Rows(text, new CsvLexer(','), piece))));
    }

    [Fact]
    public void Text_behind_a_closing_quote_makes_one_row_doubtful_and_no_other()
    {
        IReadOnlyList<CsvRecord> rows = FileTexts.Rows("\"a\"b,c\nd,e\n");

        Assert.Equal(["has text behind a closing quote", null], rows.Select(r => r.Problem));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_named_by_the_line_that_opens_it()
    {
        var lexer = new CsvLexer(',');

        FileTexts.Rows("a,b\nc,\"d\ne,f\n", lexer, 3);

        Assert.Equal("Line 2 opens a quote that is never closed. Close the cell with a quote, or double the quotes inside it.", lexer.Fault!.Sentence);
    }

    [Fact]
    public void A_zero_byte_ends_the_reading()
    {
        var lexer = new CsvLexer(',');

        IReadOnlyList<CsvRecord> rows = FileTexts.Rows("a,b\nc,d\0e\nf,g\n", lexer, 100);

        Assert.Equal("Line 2 holds a zero byte, so the file is damaged or is no text. Export it again as CSV in UTF-8.", lexer.Fault!.Sentence);
        Assert.Single(rows);
    }

    [Fact]
    public void Ten_thousand_columns_are_refused()
    {
        var lexer = new CsvLexer(',');

        FileTexts.Rows(new string(',', 10_000) + "x\n", lexer, 4_096);

        Assert.StartsWith("Line 1 has more than 400 columns.", lexer.Fault!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Line 2 is longer than 1 MB.")]
    [InlineData("\"", "Line 2 opens a quote that is not closed within 1 MB.")]
    public void A_line_without_end_is_refused_after_a_megabyte_however_long_it_is(string start, string sentence)
    {
        var lexer = new CsvLexer(',');
        ReadOnlySpan<char> head = ("a,b\n" + start).AsSpan();
        while (lexer.TryRead(ref head, out _))
        {
        }

        string block = new('x', 1 << 16);
        int blocks = 0;
        while (lexer.Fault is null && blocks < 16_384)
        {
            ReadOnlySpan<char> text = block;
            Assert.False(lexer.TryRead(ref text, out _));
            blocks++;
        }

        Assert.InRange(blocks, 16, 17);
        Assert.StartsWith(sentence, lexer.Fault!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3\n", ';')]
    [InlineData("a\tb\tc\n1, 2\t2\t3\n", '\t')]
    [InlineData("a|b|c\nx, y|2|3\n", '|')]
    [InlineData("name\nHeel cup\n", ',')]
    [InlineData("a;b;c", ';')]
    public void The_delimiter_is_the_one_that_rows_agree_on(string text, char delimiter) => Assert.Equal(delimiter, CsvDelimiter.Guess(text));
}
