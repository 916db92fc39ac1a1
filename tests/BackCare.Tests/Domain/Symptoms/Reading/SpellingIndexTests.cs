using BackCare.Domain.Symptoms.Reading;

namespace BackCare.Tests.Domain.Symptoms.Reading;

public sealed class SpellingIndexTests
{
    [Theory]
    [InlineData("heel", "hele", 1)]
    [InlineData("sciatica", "siatica", 1)]
    [InlineData("ankle", "ankle", 0)]
    [InlineData("bunion", "onion", 2)]
    [InlineData("plantar", "knee", 3)]
    public void Distance_counts_a_swap_of_neighbours_as_one_edit_and_stops_at_the_limit(string a, string b, int expected)
    {
        Assert.Equal(expected, SpellingIndex.Distance(a, b, limit: 2));
        Assert.Equal(expected, SpellingIndex.Distance(b, a, limit: 2));
    }

    [Theory]
    [InlineData("tendonites", "tendonitis")]
    [InlineData("achillse", "achilles")]
    [InlineData("swolen", "swollen")]
    [InlineData("metatarslagia", "metatarsalgia")]
    public void A_misspelt_word_is_read_as_the_nearest_known_one(string typed, string meant) => Assert.Equal(meant, Correct(typed));

    [Theory]
    [InlineData("hee")]
    [InlineData("zzzzzzzz")]
    [InlineData("wallet")]
    [InlineData("10k")]
    public void Short_strange_or_numeric_words_are_left_alone(string typed) => Assert.Null(Correct(typed));

    private static string? Correct(string typed)
    {
        var vocabulary = new Vocabulary();
        foreach (string word in new[] { "tendonitis", "achilles", "swollen", "metatarsalgia", "heel", "ankle", "sciatica" })
            vocabulary.Add(word, WordFacts.Target);
        int found = new SpellingIndex(vocabulary).Correct(typed);
        return found < 0 ? null : vocabulary[found];
    }
}
