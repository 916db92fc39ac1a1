using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Candidates;

public sealed class CandidateTests
{
    private static readonly string[] AllSymptoms = [.. SeedKnowledge.Base.Rows.Symptoms.Select(s => s.Id)];

    private static Candidate CandidateOf(string product, params LinkedSymptom[] symptoms) => CandidateGenerator
        .Collect(symptoms, Stock.Gate.Judge(new SymptomReport(), new Understanding { Symptoms = symptoms }), Stock).Each(Stock).Single(c => c.Product.Id == product);

    private static LinkedSymptom Linked(string id, double confidence) => new(id, confidence, null, null, LinkOrigin.Text);

    [Fact]
    public void A_direct_score_is_match_times_relevance_times_grade_times_effect()
    {
        // EV0001: may_help 0.8, relevance 0.70, moderate 0.8.
        Assert.Equal(0.9 * 0.70 * 0.8 * 0.8, CandidateOf("tulis_classic_heel_cups", Linked("heel_pain_first_step", 0.9)).KnowledgeScore, 12);
    }

    [Fact]
    public void Several_symptoms_add_up_by_noisy_or()
    {
        // EV0153 helps 1, 0.80, moderate 0.8 = 0.64; EV0138 helps 1, 0.80, strong 1 = 0.8.
        Candidate rocker = CandidateOf("house_foot_rocker", Linked("heel_pain_first_step", 1), Linked("calf_tight", 0.5));

        Assert.Equal(1 - (1 - 0.8) * (1 - 0.5 * 0.64), rocker.KnowledgeScore, 12);
        Assert.Equal(["heel_pain_first_step", "calf_tight"], rocker.Serves.Select(s => s.SymptomId));
        Assert.Equal("EV0138", rocker.Best.Rule.Id);
    }

    [Fact]
    public void A_chain_score_is_match_times_share_times_what_the_rule_for_the_structure_is_worth()
    {
        // Low back pain after standing lists the side hip muscles with 0.4; balance boards may help weak legs there: EV0277, 0.35, limited 0.55, may 0.8.
        Candidate board = CandidateOf("house_wobble_board", Linked("low_back_pain_standing", 1));

        Assert.Equal(Via.Chain, board.Via);
        Assert.Equal(("EV0277", "gluteus_medius", 0), (board.Best.Rule.Id, board.Best.Reached!.StructureId, board.Best.Reached.Hops));
        Assert.Equal(0.4 * 0.35 * 0.55 * 0.8, board.KnowledgeScore, 12);
    }

    [Fact]
    public void A_catalogue_of_any_size_is_cut_to_a_short_list_that_one_kind_cannot_fill()
    {
        Product rocker = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_foot_rocker"), tape = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_rigid_tape");
        Shelf shelf = Stock.Restock([tape, .. Enumerable.Range(0, 600).Select(i => rocker with { Id = $"rocker_{i:000}" })], "many");
        IReadOnlyList<Candidate> shortened = Shortened([]), withLast = Shortened([new MerchandisingRule { Id = "last", Effect = MerchandisingEffect.Boost, ProductIds = ["rocker_599"] }]);

        Assert.Equal(ShortList.MostOfProfile + 1, shortened.Count);
        Assert.Equal("rocker_000", shortened[0].Product.Id);
        Assert.Contains(shortened, c => c.Product.Id == "house_rigid_tape");
        Assert.Equal(shortened.Select(c => c.Product.Id).Append("rocker_599"), withLast.Select(c => c.Product.Id).OrderBy(id => id == "rocker_599"));

        IReadOnlyList<Candidate> Shortened(IReadOnlyList<MerchandisingRule> rules)
        {
            LinkedSymptom[] symptoms = [Linked("heel_pain_first_step", 1)];
            IReadOnlyList<CandidateGroup> all = CandidateGenerator.Collect(symptoms, new SafetyVerdict(), shelf);
            Filtered filtered = HardFilters.Apply(
                all, symptoms, new SafetyVerdict(), new RecommendationRequest(new SymptomReport(), new RecommendationFilter()), shelf, Merchandising.For(rules, "", symptoms, shelf));
            Assert.Equal((601, 601), (all.Sum(g => g.Facts.Length), filtered.Count));
            return ShortList.Of(filtered);
        }
    }

    [Fact]
    public void A_product_override_replaces_only_what_the_profile_says_of_that_symptom()
    {
        Product cup = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "tulis_classic_heel_cups");
        var own = new EvidenceRule("OV1", "own", "heel_pain_first_step", Effect.Helps, 0.9, EvidenceGrade.Strong, EvidenceRole.Primary, "plantar_fascia", [], "");

        var item = new ShelfItem(0, cup with { Overrides = [own] }, SeedKnowledge.Base);

        Assert.Equal("OV1", item.Rules.Single(r => r.SymptomId == "heel_pain_first_step").Id);
        Assert.Contains(item.Rules, r => r.SymptomId == "heel_spur_said" && r.Id == "EV0002");
    }

    [Fact]
    public void Avoid_for_one_matched_symptom_beats_helps_for_another()
    {
        Outcome outcome = AskCleared(["calf_tight", "heel_pain_back"]);

        Assert.DoesNotContain(outcome.Products, p => p.Product.EvidenceProfile is "calfrocker" or "slantboard");
        Assert.Equal(8, outcome.Removed.Avoid);
        Assert.Contains(outcome.NotShownToHelp, n => n.Effect == Effect.Avoid && n.CategoryIds.Contains("calf_stretchers"));
    }

    [Fact]
    public void Avoid_always_removes()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            string[] some = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => AllSymptoms[random.Next(AllSymptoms.Length)]).Distinct()];

            Outcome outcome = AskCleared(some);

            foreach (RankedProduct product in outcome.Products)
                Assert.DoesNotContain(some, s => Stock.Index(s).Avoid.ContainsKey(Stock.KindOf(Stock.Find(product.Product.Id)!)));
        }
    }

    [Fact]
    [Trait("Rule", "RQ24")]
    public void Foot_care_is_never_offered_for_the_back_directly_or_through_the_chain()
    {
        foreach (Symptom symptom in SeedKnowledge.Base.Rows.Symptoms.Where(SymptomIndex.IsOfTheBack))
        {
            SymptomIndex index = Stock.Index(symptom.Id);
            Assert.DoesNotContain(index.Direct.Concat(index.Chain), h => h.Kind.First.Category.Group == "foot_care");
        }
    }

    [Fact]
    [Trait("Rule", "RQ24")]
    public void Foot_care_is_not_offered_for_the_back_even_when_an_editor_says_that_it_helps()
    {
        Product insole = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_support_insole_neutral");
        var claim = new EvidenceRule("OV1", "own", "low_back_pain_general", Effect.Helps, 0.9, EvidenceGrade.Strong, EvidenceRole.Primary, null, [], "");
        Shelf shelf = Stock.Restock([insole with { Overrides = [claim] }], "claim");

        Assert.Empty(Ask(Understood("low_back_pain_general"), shelf: shelf).Products);
    }

    [Fact]
    public void Nothing_is_offered_through_a_structure_that_another_kind_of_product_must_not_work_on()
    {
        // Sciatica: straps and bars that stretch the hamstrings are to be avoided, so nothing else is offered for the hamstrings either.
        Assert.DoesNotContain(Stock.Index("sciatica_leg_pain").Chain, h => h.Hit.Rule.StructureId == "hamstrings");
        Assert.Empty(Stock.Index("heel_pain_child").Chain);
        Assert.Empty(Stock.Index("pelvic_girdle_pain_pregnancy").Chain);
    }

    [Fact]
    public void Raising_the_grade_of_a_positive_rule_never_lowers_the_knowledge_score_of_any_product()
    {
        var random = new Random(11);
        Product[] products = [.. SeedKnowledge.Base.Rows.Products];
        for (int round = 0; round < 60; round++)
        {
            int at = random.Next(products.Length);
            EvidenceRule[] positive = [.. Stock.Items.Single(i => i.Product.Id == products[at].Id).Rules
                .Where(r => r.Effect is Effect.Helps or Effect.MayHelp && r.Grade < EvidenceGrade.Strong)];
            if (positive.Length == 0)
                continue;
            EvidenceRule raised = positive[random.Next(positive.Length)];
            raised = raised with { Grade = raised.Grade + 1 };
            Product[] changed = [.. products];
            changed[at] = products[at] with { Overrides = [raised] };
            LinkedSymptom[] report = [.. new[] { raised.SymptomId, AllSymptoms[random.Next(AllSymptoms.Length)] }.Distinct().Select(s => Linked(s, 0.1 + 0.9 * random.NextDouble()))];

            Dictionary<string, double> before = Scores(Stock, report), after = Scores(Stock.Restock(changed, "raised"), report);

            foreach ((string id, double score) in before)
                Assert.True(after[id] >= score, $"{id} fell from {score} to {after[id]} when {raised.Id} rose.");
        }

        static Dictionary<string, double> Scores(Shelf shelf, LinkedSymptom[] report) => CandidateGenerator
            .Collect(report, new SafetyVerdict(), shelf).Each(shelf).ToDictionary(c => c.Product.Id, c => c.KnowledgeScore);
    }
}
