using System.Text;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.Tests.Domain.Symptoms;

public sealed class LinkerPropertyTests
{
    private static readonly IReadOnlyList<SymptomPhrase> Phrases = SeedKnowledge.Base.Rows.Phrases;

    [Fact]
    public void Case_and_the_way_accents_are_typed_do_not_change_links()
    {
        foreach (SymptomPhrase phrase in Phrases.Where((_, i) => i % 7 == 0))
        {
            Understanding plain = SeedLinker.Read(phrase.Phrase);
            AssertSame(plain, SeedLinker.Read(phrase.Phrase.ToUpperInvariant()));
            AssertSame(plain, SeedLinker.Read(phrase.Phrase.Normalize(NormalizationForm.FormD)));
            AssertSame(plain, SeedLinker.Read(WithoutAccents(phrase.Phrase)));
        }
    }

    // Whole complaints: each names a body part of its own, so neither needs the other to be understood.
    [Fact]
    public void The_order_of_whole_complaints_does_not_change_links()
    {
        string[] complaints =
        [
            "my heel hurts when I get out of bed", "tight calves after running", "front of my knee hurts on stairs", "my bunion rubs in my shoes",
            "me duele la espalda de estar sentado", "shins ache after track practice", "outer hip hurts when I lie on it", "me torcí el tobillo ayer",
            "tengo ampollas en los pies", "my hamstrings are tight from sitting",
        ];
        foreach (string a in complaints)
        {
            foreach (string b in complaints.Where(c => string.CompareOrdinal(a, c) < 0))
                AssertSame(SeedLinker.Read($"{a}. {b}."), SeedLinker.Read($"{b}. {a}."));
        }
    }

    [Fact]
    public void Adding_a_denied_complaint_never_adds_it()
    {
        const string complaint = "my bunion rubs in my dress shoes";
        string[] before = SeedLinker.Symptoms(complaint);
        foreach (SymptomPhrase phrase in Phrases.Where(p => p.Language == "en" && p.Phrase.Split(' ').Length is 2 or 3 && !HasNegation(p.Phrase)))
        {
            string[] after = SeedLinker.Symptoms($"{complaint}, without {phrase.Phrase}");
            Assert.True(before.Contains(phrase.SymptomId) || !after.Contains(phrase.SymptomId), $"'without {phrase.Phrase}' added {phrase.SymptomId}");
        }
    }

    [Fact]
    public void No_text_makes_it_throw_and_every_span_lies_inside_the_text()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            Understanding read = SeedLinker.Read(text ?? "");
            AssertSpansInside(text ?? "", read);
        }));
        var random = new Random(20240517);
        for (int round = 0; round < 300; round++)
        {
            var text = new StringBuilder();
            while (text.Length < 400)
            {
                string phrase = Phrases[random.Next(Phrases.Count)].Phrase;
                text.Append(random.Next(4) switch { 0 => phrase, 1 => phrase[..random.Next(phrase.Length)], 2 => ((char)random.Next(0x10000)).ToString(), _ => " no " })
                    .Append(random.Next(3) == 0 ? "\u200B" : " ");
            }

            AssertSpansInside(text.ToString(), SeedLinker.Read(text.ToString()));
        }
    }

    [Fact]
    public void The_same_text_gives_the_same_answer_on_many_threads()
    {
        string[] expected = [.. Phrases.Take(200).Select(p => string.Join('|', SeedLinker.Symptoms(p.Phrase)))];

        string[] parallel = new string[200];
        Parallel.For(0, 200, i => parallel[i] = string.Join('|', SeedLinker.Symptoms(Phrases[i].Phrase)));

        Assert.Equal(expected, parallel);
    }

    private static bool HasNegation(string phrase) =>
        phrase.Split(' ').Any(w => w is "not" or "no" or "zero" or "cannot" || w.Contains('\'', StringComparison.Ordinal));

    private static string WithoutAccents(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036F'));

    private static void AssertSame(Understanding expected, Understanding actual)
    {
        Assert.Equal(expected.Symptoms.Select(s => s.SymptomId).Order(StringComparer.Ordinal), actual.Symptoms.Select(s => s.SymptomId).Order(StringComparer.Ordinal));
        foreach (LinkedSymptom link in expected.Symptoms)
            Assert.Equal(link.Confidence, actual.Symptoms.Single(s => s.SymptomId == link.SymptomId).Confidence, 1e-9);
    }

    private static void AssertSpansInside(string text, Understanding read)
    {
        foreach (TextSpan span in read.Symptoms.Where(s => s.Span is not null).Select(s => s.Span!.Value).Concat(read.RedFlags.Select(f => f.Span)))
            Assert.True(span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length);
    }
}
