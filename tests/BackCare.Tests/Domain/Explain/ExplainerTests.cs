using BackCare.Domain.Explain;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Explain;

public sealed class ExplainerTests
{
    private static IEnumerable<RankedProduct> Everything(string language) => SeedKnowledge.Base.Rows.Symptoms
        .SelectMany(s => AskCleared([s.Id], new ShopperContext { Language = language, Conditions = ["measured_leg_length"] }).Products);

    [Theory]
    [Trait("Rule", "RQ15")]
    [InlineData("en")]
    [InlineData("es")]
    public void No_generated_sentence_uses_a_wording_that_the_claim_list_names(string language)
    {
        string[] sentences =
        [
            .. Everything(language).Select(p => p.Reason),
            .. SeedKnowledge.Base.Rows.Symptoms.SelectMany(s => Stock.Negatives.For(Understood(s.Id).Symptoms, language)).Select(n => n.Statement),
        ];
        string[] banned = [.. SeedKnowledge.Base.Rows.ClaimWordings.Select(c => c.Phrase), "cure", "treat", "diagnos", "prevent", "heals", " cura", " trata", "previene"];

        Assert.NotEmpty(sentences);
        foreach (string sentence in sentences.Distinct())
        {
            Assert.DoesNotContain(banned, b => sentence.Contains(b, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "RQ18")]
    public void Below_moderate_evidence_a_sentence_is_hedged()
    {
        string[] hedges = ["Might", "Some people", "For comfort", "Makes the exercises", "may "];

        Assert.All(Everything("en").Where(p => p.Evidence.Grade < EvidenceGrade.Moderate),
            p => Assert.Contains(hedges, h => p.Reason.Contains(h, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_path_names_symptom_structures_and_kind_of_product_in_plain_words()
    {
        Outcome heel = AskCleared(["heel_pain_first_step"]);

        Assert.Equal(["heel pain with the first steps", "upper calf muscle", "calf and foot stretchers"],
            heel.Products.First(p => p.Product.Id == "house_slant_board").Path);
        RankedProduct chain = heel.Products.First(p => p.Product.Id == "corestretch");
        Assert.Equal(["heel pain with the first steps", "band under the foot from heel to toes", "hamstring tightness", "hamstring, hip and back stretch aids"], chain.Path);
        Assert.Equal(("L009", "Small studies; calf tightness not separated"), (chain.Evidence.Links[0].LinkId, chain.Evidence.Links[0].CounterEvidence));
        Assert.Equal("Works on the muscles at the back of the thigh, which may add load in heel pain with the first steps; that link rests on limited evidence.", chain.Reason);
    }

    [Fact]
    public void Evidence_carries_grade_scope_sources_and_what_is_not_known()
    {
        ProductEvidence rocker = AskCleared(["heel_pain_first_step"]).Products.First(p => p.Product.Id == "prostretch_plus").Evidence;

        Assert.Equal((Effect.Helps, EvidenceGrade.Strong, EvidenceScope.ExerciseNotTool), (rocker.Effect, rocker.Grade, rocker.Scope));
        Assert.Equal(["JOSPT_HEEL_2023", "DIGIOVANNI_2003", "JOSPT_HEEL_2014"], rocker.Sources.Select(s => s.Id));
        Assert.Equal("Stretching is grade A; no trial shows the device beats a wall or towel", rocker.Note);
    }

    [Fact]
    public void Negative_evidence_is_said_with_its_source()
    {
        NegativeEvidence[] back = [.. AskCleared(["low_back_pain_standing"]).NotShownToHelp];

        NegativeEvidence insoles = back.First(n => n.CategoryIds.Contains("full_length_insoles"));
        Assert.Equal("Full-length insoles, three-quarter arch supports: not shown to help with low back ache after standing.", insoles.Statement);
        Assert.Contains(insoles.Sources, s => s.Id == "SAHAR_2007" && s.Url.Length > 0);
        Assert.Contains("no effect", insoles.Note, StringComparison.Ordinal);
        Assert.Contains(back, n => n.CategoryIds.Contains("heel_cups"));
    }

    [Fact]
    public void When_nothing_is_likely_to_help_the_answer_says_so()
    {
        Shelf empty = Stock.Restock([], "empty");

        Outcome outcome = Ask(Understood("heel_pain_first_step"), shelf: empty);
        Outcome nothingUnderstood = Ask(Understood());

        Assert.Equal((OutcomeKind.Nothing, "Nothing in this shop is likely to help with this. The exercises and advice, where shown, are worth more than a purchase."),
            (outcome.Kind, outcome.Message));
        Assert.NotNull(outcome.Plan);
        Assert.Equal(OutcomeKind.Nothing, nothingUnderstood.Kind);
    }
}
