using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Arrange;

public sealed class MerchandisingTests
{
    private const string Heel = "heel_pain_first_step";

    private static Outcome Ask(MerchandisingRule[] rules, int limit = 50, params string[] conditions) => Recommender.Recommend(
        new RecommendationRequest(new SymptomReport
        {
            Answers = AnswersFor([Heel]),
            Context = new ShopperContext { Conditions = conditions },
        }, new RecommendationFilter(), limit),
        Understood(Heel), Stock, new ServingPolicy(SeedShelf.Knowledge) { Rules = rules, KeepScored = true });

    private static MerchandisingRule Rule(MerchandisingEffect effect, params string[] products) => new() { Id = $"r_{effect}", Effect = effect, ProductIds = products };

    private static string[] Ids(Outcome outcome) => [.. outcome.Products.Select(p => p.Product.Id)];

    [Fact]
    public void A_hidden_product_is_not_listed_and_is_counted()
    {
        string first = Ids(Ask([]))[0];

        Outcome outcome = Ask([Rule(MerchandisingEffect.Hide, first)]);

        Assert.DoesNotContain(first, Ids(outcome));
        Assert.Equal(1, outcome.Removed.Hidden);
        Assert.Equal(["r_Hide"], outcome.Scored!.RuleIds);
        Assert.DoesNotContain(first, outcome.Scored.ProductIds);
    }

    [Fact]
    public void A_boost_of_the_whole_range_brings_the_last_of_its_block_to_the_top_and_leaves_the_scores_for_the_journal_as_they_were()
    {
        Outcome before = Ask([]);
        RankedProduct last = before.Products.Last(p => p.Via == Via.Direct && p.ForSale);

        Outcome outcome = Ask([Rule(MerchandisingEffect.Boost, last.Product.Id) with { Amount = 2 }]);

        Assert.Equal(last.Product.Id, Ids(outcome)[0]);
        Assert.Equal(before.Scored!.Scores.ToArray(), outcome.Scored!.Scores.ToArray());
        Assert.Equal(["r_Boost"], outcome.Scored.RuleIds);
    }

    [Fact]
    public void A_buried_product_stays_on_the_list_behind_the_others_of_its_block()
    {
        RankedProduct first = Ask([]).Products[0];

        Outcome outcome = Ask([Rule(MerchandisingEffect.Bury, first.Product.Id) with { Amount = 2 }]);

        Assert.Equal(first.Product.Id, outcome.Products.Last(p => p.Via == Via.Direct && p.ForSale).Product.Id);
    }

    [Fact]
    public void Pins_stand_in_their_order_from_their_place_on()
    {
        string[] plain = Ids(Ask([]));

        string[] pinned = Ids(Ask([Rule(MerchandisingEffect.Pin, plain[5], plain[9]) with { Position = 2 }]));

        Assert.Equal([plain[0], plain[5], plain[9], plain[1]], pinned[..4]);
        Assert.Equal(plain.Order(), pinned.Order());
    }

    [Fact]
    public void Of_two_pins_for_one_place_the_higher_priority_wins_and_the_other_stands_next()
    {
        string[] plain = Ids(Ask([]));
        MerchandisingRule low = Rule(MerchandisingEffect.Pin, plain[4]) with { Id = "low" }, high = Rule(MerchandisingEffect.Pin, plain[6]) with { Id = "high", Priority = 1 };

        Outcome outcome = Ask([low, high]);

        Assert.Equal([plain[6], plain[4], plain[0]], Ids(outcome)[..3]);
        Assert.Equal(["high", "low"], outcome.Scored!.RuleIds);
        Assert.Equal([true, true, false], outcome.Scored.Shown.Take(3).Select(s => s.Pinned));
    }

    [Fact]
    public void No_rule_brings_back_what_safety_removed_or_lifts_what_needs_a_clinician()
    {
        Outcome plain = Ask([], 50, "loss_of_feeling", "falls_risk");
        string[] blocked = [.. Ids(Ask([])).Except(Ids(plain))];
        string[] limited = [.. plain.Products.Where(p => !p.ForSale).Select(p => p.Product.Id)];
        Assert.NotEmpty(blocked);
        Assert.NotEmpty(limited);

        Outcome pinned = Ask([Rule(MerchandisingEffect.Pin, [.. blocked, .. limited]), Rule(MerchandisingEffect.Boost, [.. blocked, .. limited])], 50, "loss_of_feeling", "falls_risk");

        Assert.Empty(Ids(pinned).Intersect(blocked));
        Assert.True(pinned.Products[0].ForSale);
        Assert.True(pinned.Products.First(p => p.Via == Via.Direct && !p.ForSale).Position > pinned.Products.Last(p => p.Via == Via.Direct && p.ForSale).Position);
    }

    [Fact]
    public void A_rule_for_another_symptom_or_region_has_no_effect()
    {
        string first = Ids(Ask([]))[0];

        Outcome outcome = Ask(
        [
            Rule(MerchandisingEffect.Hide, first) with { SymptomIds = ["low_back_pain"] }, Rule(MerchandisingEffect.Hide, first) with { RegionIds = ["lumbar"] },
        ]);

        Assert.Equal(first, Ids(outcome)[0]);
        Assert.Empty(outcome.Scored!.RuleIds);
        Assert.NotEqual(first, Ids(Ask([Rule(MerchandisingEffect.Hide, first) with { SymptomIds = [Heel] }]))[0]);
    }

    [Fact]
    public void A_whole_category_is_boosted_within_its_blocks_only()
    {
        RankedProduct[] plain = [.. Ask([]).Products];
        string category = plain.Last(p => p.Via == Via.Chain).Product.CategoryId;

        Outcome outcome = Ask([new MerchandisingRule { Id = "c", Effect = MerchandisingEffect.Boost, CategoryIds = [category], Amount = 10 }]);

        int lastDirect = outcome.Products.Last(p => p.Via == Via.Direct).Position;
        Assert.All(outcome.Products.Where(p => p.Via == Via.Chain), p => Assert.True(p.Position > lastDirect));
        Assert.Equal(category, outcome.Products.First(p => p.Via == Via.Chain && p.ForSale).Product.CategoryId);
    }

    [Fact]
    public void When_rules_hide_everything_the_answer_is_an_honest_nothing()
    {
        Outcome outcome = Ask([new MerchandisingRule { Id = "all", Effect = MerchandisingEffect.Hide, CategoryIds = [.. Stock.Knowledge.Categories.Keys] }]);

        Assert.Equal(OutcomeKind.Nothing, outcome.Kind);
        Assert.Empty(outcome.Products);
        Assert.True(outcome.Removed.Hidden > 0);
    }

    [Fact]
    public void A_pin_below_the_end_of_the_list_shown_has_no_effect()
    {
        string[] plain = Ids(Ask([], 5)), all = Ids(Ask([]));

        Outcome outcome = Ask([Rule(MerchandisingEffect.Pin, all[8]) with { Position = 6 }], 5);

        Assert.Equal(plain, Ids(outcome));
        Assert.Empty(outcome.Scored!.RuleIds);
    }

    [Fact]
    public void A_rule_for_words_acts_on_texts_that_hold_them()
    {
        string first = Ids(Ask([]))[0];
        MerchandisingRule hide = Rule(MerchandisingEffect.Hide, first) with { Queries = ["morning run", "gel cup"] };

        Assert.Contains(first, Ids(AskText("my heel hurts", hide)));
        Assert.DoesNotContain(first, Ids(AskText("my heel hurts; a Gel Cups maybe?", hide)));
    }

    private static Outcome AskText(string text, MerchandisingRule rule) => Recommender.Recommend(
        new RecommendationRequest(new SymptomReport { Text = text, Answers = AnswersFor([Heel]) }, new RecommendationFilter(), 50),
        Understood(Heel), Stock, new ServingPolicy(SeedShelf.Knowledge) { Rules = [rule] });
}
