using BackCare.Domain.Catalog;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Catalog;

public sealed class ClaimLintTests
{
    private static readonly ClaimLint Lint = new(SeedKnowledge.Base.Rows.ClaimWordings);

    private static string[] Found(string text, string? category = null) =>
        [.. Lint.Read(text, category is null ? null : SeedKnowledge.Base.Categories[category]).Select(m => m.WordingId)];

    [Fact]
    public void Every_phrase_of_the_table_is_found_where_it_stands() =>
        Assert.All(SeedKnowledge.Base.Rows.ClaimWordings, wording =>
        {
            string text = $"Buy it: {wording.Phrase}, they say.";
            ClaimMark mark = Assert.Single(Lint.Read(text, null), m => m.WordingId == wording.Id);
            Assert.Equal(wording.Phrase, text.Substring(mark.Span.Start, mark.Span.Length));
        });

    [Theory]
    [InlineData("It cured me", "CL001")]
    [InlineData("A CURE for feet", "CL001")]
    [InlineData("Treating plantar fasciitis since May", "CL002")]
    [InlineData("clinically-proven", "CL010")]
    public void Other_forms_of_the_words_count(string text, string wording) => Assert.Contains(wording, Found(text));

    [Theory]
    [InlineData("This is not a diagnosis")]
    [InlineData("It never cures anything")]
    [InlineData("It doesn't cure, it cushions")]
    [InlineData("Curtains and treats for the dog")]
    public void Denials_and_other_words_are_left_alone(string text) => Assert.Empty(Found(text));

    [Fact]
    public void A_phrase_of_another_kind_of_product_is_no_claim()
    {
        Assert.Equal(["CL009"], Found("straightens bunions", "bunion_care"));
        Assert.Empty(Found("straightens bunions", "foam_rollers"));
        Assert.Equal(["CL004"], Found("relieves back pain", "full_length_insoles"));
    }

    [Fact]
    public void A_mark_says_what_to_write_instead()
    {
        ClaimMark mark = Assert.Single(Lint.Read("It cures.", null));

        Assert.Equal((new TextSpan(3, 5), true, "may help with comfort"), (mark.Span, mark.Blocks, mark.ReplaceWith));
    }
}
