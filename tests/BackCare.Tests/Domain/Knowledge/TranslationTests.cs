using BackCare.Domain.Knowledge;

namespace BackCare.Tests.Domain.Knowledge;

public sealed class TranslationTests
{
    private static readonly KnowledgeBase Knowledge = SeedKnowledge.Base;

    [Fact]
    [Trait("Rule", "RQ30")]
    public void Every_text_that_a_shopper_reads_has_a_spanish_one() =>
        Assert.DoesNotContain(Shown(), text => text.Length > 0 && !Knowledge.Rows.Translations.Any(t => t.English == text));

    [Fact]
    public void No_translation_is_of_a_text_that_is_gone() =>
        Assert.Empty(Knowledge.Rows.Translations.Select(t => t.English).Except(Shown(), StringComparer.Ordinal));

    [Fact]
    public void A_text_without_a_translation_is_shown_as_it_stands() =>
        Assert.Equal("Brand-new words", Knowledge.Say("Brand-new words", "es"));

    [Fact]
    public void A_text_is_said_in_the_language_asked_for()
    {
        Assert.Equal("Foot", Knowledge.Say("Foot", "en"));
        Assert.Equal("Pie", Knowledge.Say("Foot", "es"));
        Assert.Equal("Pie", Knowledge.Say("Foot", "es-MX"));
    }

    [Fact]
    public void Other_numbers_than_in_english_and_a_second_translation_are_reported()
    {
        KnowledgeTable table = new("spanish", "spanish.csv", ["id", "english", "spanish"],
            [new(2, ["ES1", "Hold 45 s", "Aguante 30 s"]), new(3, ["ES2", "Hold 45 s", "Aguante 45 s"]), new(4, ["ES3", "OR 0.96", "OR 0,96"])]);

        Assert.Equal(
            [(2, "spanish", "has other numbers than the English text"), (3, "english", "is translated in line 2 already")],
            KnowledgeCheck.Run([.. BackCare.App.Knowledge.KnowledgeFolder.Read(BackCare.App.Knowledge.KnowledgeFolder.Seed).Where(t => t.Name != "spanish"), table]).Select(p => (p.Line, p.Column, p.Problem)));
    }

    private static IEnumerable<string> Shown()
    {
        KnowledgeRows rows = Knowledge.Rows;
        return new[]
        {
            rows.Regions.Select(r => r.Name), rows.Structures.Select(s => s.PlainName), rows.Symptoms.SelectMany(s => new[] { s.Name, s.Description }),
            rows.Qualifiers.Select(q => q.Question), rows.Conditions.Select(c => c.Description), rows.Categories.SelectMany(c => new[] { c.Name, c.Description }),
            rows.Exercises.SelectMany(e => new[] { e.Name, e.Cues, e.Progression, e.Easier }), rows.StopRules.Select(r => r.Text),
            rows.Contraindications.Select(c => c.Reason), rows.EvidenceRules.Select(r => r.Note),
            rows.Links.SelectMany(l => new[] { l.FromDysfunction, Unmarked(l.Mechanism), l.CounterEvidence }),
            rows.Plans.SelectMany(p => new[] { p.Title, p.Evidence, p.HonestNote }), rows.Plans.SelectMany(p => p.Phases).Select(p => p.Goal),
        }.SelectMany(texts => texts).Distinct(StringComparer.Ordinal);
    }

    // The seed article's own claims are attributed in the shown sentence; what is translated is the claim.
    private static string Unmarked(string mechanism) => mechanism.Replace("Seed claim: ", "", StringComparison.Ordinal).Replace("Seed: ", "", StringComparison.Ordinal);
}
