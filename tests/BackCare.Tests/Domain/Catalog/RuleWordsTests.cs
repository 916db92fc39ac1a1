using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class RuleWordsTests
{
    [Theory]
    [InlineData("My HEEL hurts", "heel", true)]
    [InlineData("both heels hurt", "heel", true)] // a plural is its singular
    [InlineData("un talón dolorido", "talon", true)] // accents are ignored
    [InlineData("gel heel cups please", "heel cup", true)]
    [InlineData("a cup for the heel", "heel cup", false)] // side by side and in order
    [InlineData("heeling", "heel", false)] // whole words
    [InlineData("heel", "heel cup", false)]
    [InlineData("anything", "…", false)] // a query without words never fits
    public void A_text_holds_a_query_when_its_words_stand_side_by_side(string text, string query, bool holds) =>
        Assert.Equal(holds, RuleWords.Holds(RuleWords.Of(text), RuleWords.Of(query)));
}
