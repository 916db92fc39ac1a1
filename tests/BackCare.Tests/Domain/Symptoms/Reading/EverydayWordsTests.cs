using BackCare.Domain.Symptoms;
using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Tests.Domain.Symptoms.Reading;

public sealed class EverydayWordsTests
{
    [Fact]
    public void An_everyday_word_is_never_read_as_another_word()
    {
        string[] words = [.. $"{EverydayWords.Fillers} {EverydayWords.Stops} {EverydayWords.Others}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

        IEnumerable<string> corrected =
            from word in words
            from token in SeedLinker.Linker.Explain(new SymptomReport { Text = word }).Tokens
            where token.ReadAs is not null && token.ReadAs != token.Folded
            select $"{token.Folded} read as {token.ReadAs}";

        Assert.Empty(corrected);
    }

    [Theory]
    [InlineData("do you ship to canada")]
    [InlineData("is the spring collection out")]
    [InlineData("does it have a spell checker")]
    public void Words_near_a_body_part_do_not_become_one(string text) => Assert.Empty(SeedLinker.Symptoms(text));
}
