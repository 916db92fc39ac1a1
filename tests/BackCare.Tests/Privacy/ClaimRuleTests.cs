using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Files;
using BackCare.Domain.Explain;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Privacy;

/// <summary>What the shop says, against the rules on claims.</summary>
public sealed partial class ClaimRuleTests
{
    private static readonly ClaimLint Lint = new(SeedKnowledge.Base.Rows.ClaimWordings);

    private static readonly (string Place, string Text)[] Copy = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BackCare.Web", "Pages", "Texts"), "*.resx")
        .SelectMany(file => XDocument.Load(file).Root!.Elements("data").Select(data => ($"{Path.GetFileName(file)} {data.Attribute("name")!.Value}", data.Element("value")!.Value)))];

    [Fact]
    [Trait("Rule", "RQ15")]
    public void No_word_of_any_page_promises_what_a_product_must_not()
    {
        Assert.True(Copy.Length > 800);

        // The article's claims stand beside what was found of them, and a reason to keep a review back names what may not be said.
        string[] claims = [.. Copy.Where(c => !c.Place.Contains(" Claim_", StringComparison.Ordinal) && !c.Place.EndsWith("Reason_health_claim", StringComparison.Ordinal)).SelectMany(c => Lint.Read(c.Text, null).Where(m => m.Blocks).Select(m => $"{c.Place}: {m.Phrase}"))];

        Assert.Equal([], claims);
    }

    [Fact]
    [Trait("Rule", "RQ15")]
    public void No_product_exercise_or_plan_that_ships_promises_what_it_must_not()
    {
        IEnumerable<(string Place, string Text, Category? Category)> texts =
            SeedKnowledge.Base.Rows.Products.SelectMany(p => new[] { p.Name, p.Note, p.Material, p.Sizes }.Select(text => (p.Id, text, (Category?)SeedKnowledge.Base.Categories[p.CategoryId])))
                .Concat(SeedKnowledge.Base.Rows.Categories.Select(c => (c.Id, c.Description, (Category?)c)))
                .Concat(SeedKnowledge.Base.Rows.Plans.SelectMany(p => new[] { (p.Id, p.Title, (Category?)null), (p.Id, p.HonestNote, null) }));

        Assert.Equal([], texts.SelectMany(t => Lint.Read(t.Text, t.Category).Where(m => m.Blocks).Select(m => $"{t.Place}: {m.Phrase}")));
    }

    [Fact]
    [Trait("Rule", "RQ05")]
    public void The_word_of_a_law_that_is_not_about_shops_is_blocked_and_stands_nowhere()
    {
        Assert.Contains(Lint.Read("Your data is safe: we are HIPAA compliant.", null), mark => mark.Blocks && mark.WordingId == "CL014");
        Assert.Contains(Lint.Read("HIPAA-compliant shop", null), mark => mark.Blocks);
        Assert.Equal([], Copy.Where(c => c.Text.Contains("HIPAA", StringComparison.OrdinalIgnoreCase)).Select(c => c.Place));
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BackCare.Web"), "*.*", SearchOption.AllDirectories)
            .Where(path => Shown().IsMatch(path) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));
        Assert.Equal([], pages.Where(path => File.ReadAllText(path).Contains("HIPAA", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    [Trait("Rule", "RQ18")]
    public void Every_evidence_of_every_answer_resolves_and_nothing_shown_to_be_useless_or_harmful_stands_as_help()
    {
        HashSet<string> rules = [.. SeedKnowledge.Base.Rows.EvidenceRules.Select(r => r.Id)], sources = [.. SeedKnowledge.Base.Rows.Sources.Select(s => s.Id)];
        int looked = 0;
        foreach (Symptom symptom in SeedKnowledge.Base.Rows.Symptoms)
        {
            foreach (RankedProduct product in AskCleared([symptom.Id]).Products)
            {
                looked++;
                Assert.Contains(product.Evidence.RuleId, rules);
                Assert.NotEmpty(product.Evidence.Sources);
                Assert.All(product.Evidence.Sources, source => Assert.Contains(source.Id, sources));
                Assert.DoesNotContain(product.Evidence.Effect, new[] { Effect.NoBenefit, Effect.Avoid });
            }
        }

        Assert.True(looked > 500, "Most symptoms have products.");
    }

    [Theory]
    [Trait("Rule", "RQ19")]
    [InlineData("88% improved with these cups", true)]
    [InlineData("In a trial 88 % of people felt better", true)]
    [InlineData("Eighty? No: 88 percent were better after eight weeks", true)]
    [InlineData("88% with a rubber cup", true)]
    [InlineData("In a 1999 trial of 236 people who all stretched, 88% with a rubber cup and 72% without an insert felt better at 8 weeks", false)]
    [InlineData("188% more foam", false)]
    [InlineData("Made of 88 parts", false)]
    public void A_share_of_who_got_better_is_blocked_without_the_share_it_is_compared_with(string text, bool blocked)
    {
        ClaimMark[] marks = [.. Lint.Read(text, SeedKnowledge.Base.Categories["heel_cups"]).Where(m => m.WordingId == "CL015")];

        Assert.Equal(blocked, marks is [{ Blocks: true }]);
        Assert.All(marks, m => Assert.StartsWith("88", text[m.Span.Start..], StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Rule", "RQ20")]
    [InlineData("GB")]
    [InlineData("US")]
    [InlineData("DE")]
    public void No_region_is_told_a_medical_purpose_and_every_danger_sign_sends_to_somebody_who_can_look(string country)
    {
        foreach (Symptom symptom in SeedKnowledge.Base.Rows.Symptoms)
        {
            foreach (RankedProduct product in AskCleared([symptom.Id], new ShopperContext { Country = country }).Products)
                Assert.DoesNotContain(Lint.Read($"{product.Reason} {product.Evidence.Note}", product.Product is { } p ? SeedKnowledge.Base.Categories[p.CategoryId] : null), m => m.Blocks);
        }

        foreach (RedFlag flag in SeedKnowledge.Base.Rows.RedFlags.Where(f => f.Gate == Gate.StopAll))
        {
            Outcome outcome = Ask(Understood("heel_pain_first_step"), new SymptomReport
            {
                Answers = [new SafetyAnswer(flag.Id, flag.TriggerAnswer == "no" ? AnswerValue.No : AnswerValue.Yes)],
                Context = new ShopperContext { Country = country },
            });
            RaisedFlag raised = outcome.RedFlags.Single(f => f.Id == flag.Id);
            Assert.Matches(Professional(), $"{raised.Message} {raised.Action}");
        }
    }

    [Theory]
    [Trait("Rule", "RQ21")]
    [InlineData("CE", "For the relief of plantar fasciitis; it cures nothing.", true)]
    [InlineData("ukca", "Treats plantar fasciitis", true)]
    [InlineData("none", "Treats plantar fasciitis", false)]
    [InlineData("", "Treats plantar fasciitis", false)]
    public void A_makers_purpose_is_shown_of_marked_devices_alone_word_by_word_and_is_no_copy_of_the_shop(string marking, string text, bool shown)
    {
        Dictionary<string, string> attributes = new() { [IntendedPurpose.Marking] = marking, [IntendedPurpose.Text] = text, ["heel_height_mm"] = "9" };
        Dictionary<string, string> fields = new() { [ProductFields.Attributes] = AttributeText.Write(attributes), [ProductFields.Status] = "published" };
        FileProblem[] problems = [.. CopyLint.Read(Lint, 1, fields, SeedKnowledge.Base.Categories["heel_cups"], field => field)];

        Assert.Equal(shown ? text : null, IntendedPurpose.Of(attributes));
        Assert.Equal(!shown, problems.Length > 0);
        Assert.Equal(["heel_height_mm"], attributes.Keys.Where(name => !IntendedPurpose.IsApart(name)));
    }

    [Fact]
    [Trait("Rule", "RQ24")]
    public void No_product_of_the_foot_is_ever_listed_for_the_low_back_whatever_else_hurts_or_is_asked_for()
    {
        Product[] foot = [.. SeedKnowledge.Base.Rows.Products.Where(p => SeedKnowledge.Base.Categories[p.CategoryId].Group == "foot_care")];
        Assert.True(foot.Length > 20);
        foreach (Symptom back in SeedKnowledge.Base.Rows.Symptoms.Where(SymptomIndex.IsOfTheBack))
        {
            foreach (string activity in new[] { "", "standing", "running" })
            {
                Outcome outcome = AskCleared([back.Id], new ShopperContext { Activity = activity.Length > 0 ? activity : null },
                    new RecommendationFilter { Categories = [.. foot.Select(p => p.CategoryId).Distinct()] });
                Assert.DoesNotContain(outcome.Products, p => foot.Any(f => f.Id == p.Product.Id));
            }
        }
    }

    [Fact]
    [Trait("Rule", "RQ30")]
    public void What_a_danger_sign_says_can_be_read_at_about_ten_and_stands_in_both_languages()
    {
        IReadOnlyList<RedFlag> flags = SeedKnowledge.Base.Rows.RedFlags;

        Assert.InRange(Grade(string.Join(' ', flags.Select(f => f.Message))), 0, 5.5);
        Assert.InRange(Grade(string.Join(' ', flags.Select(f => f.ActionUs))), 0, 5.5);
        Assert.All(flags, f => Assert.False(string.IsNullOrWhiteSpace(f.MessageEs) || string.IsNullOrWhiteSpace(f.QuestionEs), f.Id));
    }

    /// <summary>The school grade that a text asks for (Flesch and Kincaid): 0.39 words a sentence + 11.8 syllables a word − 15.59; ten-year-olds are in grade 4 or 5.</summary>
    private static double Grade(string text)
    {
        string[] words = [.. Word().Matches(text).Select(m => m.Value.ToLower(CultureInfo.InvariantCulture))];
        int sentences = Math.Max(1, SentenceEnd().Count(text));
        int syllables = words.Sum(word => Math.Max(1, Vowels().Count(word) - (word.EndsWith('e') && !word.EndsWith("le", StringComparison.Ordinal) && Vowels().Count(word) > 1 ? 1 : 0)));
        return 0.39 * words.Length / sentences + 11.8 * syllables / words.Length - 15.59;
    }

    [GeneratedRegex("[A-Za-z']+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[.!?]+(?:\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex(@"\.(razor|js|css|svg)$")]
    private static partial Regex Shown();

    [GeneratedRegex(@"(?i)\b(911|999|111|112|emergency|doctor|GP|clinician|hospital|clinic|pharmacist|midwife|maternity|urgent care|physio\w*|surgeon|prescriber)\b")]
    private static partial Regex Professional();
}
