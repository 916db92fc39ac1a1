using System.Text;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Tests.Domain.Symptoms.Reading;

public sealed class TokensTests
{
    [Theory]
    [InlineData("Me duele el TALÓN", "me duele el talon")]
    [InlineData("can't can’t cant CAN`T", "cant cant cant cant")]
    [InlineData("niño mañana", "nino manana")]
    [InlineData("sooooo tiiiight", "soo tiight")]
    [InlineData("h\u200Beel\uFEFF pain", "heel pain")]
    [InlineData("heel 😀 pain\uD83D", "heel pain")]
    [InlineData("low-back 8/10", "low back 8 10")]
    [InlineData("atrás del talón", "atras de talon")]
    public void Words_are_folded_the_same_however_they_are_typed(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Words(text)));
        Assert.Equal(expected, string.Join(' ', Words(text.Normalize(NormalizationForm.FormD))));
    }

    [Fact]
    public void A_word_keeps_its_place_in_the_text_as_it_was_sent()
    {
        const string text = "¡Me duele el talo\u0301n!";
        var tokens = new Tokens();
        tokens.Read(text);

        var span = tokens.Span(3, 3);

        Assert.Equal("talo\u0301n", text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void Sentences_and_commas_are_seen_but_decimal_points_are_not()
    {
        var tokens = new Tokens();
        tokens.Read("Heel hurts, 7.5 of 10. Back too");

        Assert.Equal([Border.Sentence, Border.None, Border.Part, Border.None, Border.None, Border.None, Border.Sentence, Border.None],
            tokens.Before[..tokens.Count]);
    }

    [Fact]
    public void Work_is_bounded_whatever_is_sent()
    {
        var tokens = new Tokens();

        tokens.Read(new string('a', 100_000));
        Assert.Equal(1, tokens.Count);
        Assert.Equal(2, tokens.Folded(0).Length);

        tokens.Read(string.Concat(Enumerable.Repeat("a ", 50_000)));
        Assert.True(tokens.Count <= Tokens.MaxTokens);

        tokens.Read(string.Concat(Enumerable.Repeat("\u0301\u200B", 50_000)));
        Assert.Equal(0, tokens.Count);
    }

    private static List<string> Words(string text)
    {
        var tokens = new Tokens();
        tokens.Read(text);
        return [.. Enumerable.Range(0, tokens.Count).Select(i => tokens.Folded(i).ToString())];
    }
}
