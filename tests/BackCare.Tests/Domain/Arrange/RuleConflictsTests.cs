using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Arrange;

public sealed class RuleConflictsTests
{
    private const string Heel = "heel_pain_first_step", Cup = "tulis_classic_heel_cups", Other = "tulis_pro_heel_cups";

    private static readonly DateTime Now = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static MerchandisingRule Rule(string id, MerchandisingEffect effect, params string[] products) => new() { Id = id, Effect = effect, ProductIds = products };

    private static IReadOnlyList<RuleConflict> Of(params MerchandisingRule[] rules) => RuleConflicts.Of(rules, Stock, Now);

    [Fact]
    public void Two_pins_of_one_place_conflict_and_the_statement_says_who_wins()
    {
        RuleConflict found = Assert.Single(Of(
            Rule("a", MerchandisingEffect.Pin, Cup) with { Position = 2 },
            Rule("b", MerchandisingEffect.Pin, "tulis_so_soft_heel_cups", Other) with { Position = 1, Priority = 7 })); // its second stands at place 2

        Assert.Equal((RuleConflictKind.SamePlace, "a", "b"), (found.Kind, found.RuleId, found.OtherId));
        Assert.Contains("place 2", found.Statement, StringComparison.Ordinal);
        Assert.Contains("priority 7 wins", found.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_pins_of_one_place_on_other_lists_or_at_other_times_do_not_conflict()
    {
        MerchandisingRule heel = Rule("a", MerchandisingEffect.Pin, Cup) with { SymptomIds = [Heel] };

        Assert.Empty(Of(heel, Rule("b", MerchandisingEffect.Pin, Other) with { SymptomIds = ["calf_tight"] }));
        Assert.Empty(Of(heel with { UntilUtc = Now.AddDays(1) }, Rule("b", MerchandisingEffect.Pin, Other) with { FromUtc = Now.AddDays(1) }));
        Assert.Empty(Of(heel with { Queries = ["gel"] }, Rule("b", MerchandisingEffect.Pin, Other) with { Queries = ["felt"] }));
        Assert.Single(Of(heel with { Queries = ["gel"] }, Rule("b", MerchandisingEffect.Pin, Other) with { Queries = ["soft gel"] }));
    }

    [Fact]
    public void The_same_product_boosted_and_buried_conflicts()
    {
        RuleConflict found = Assert.Single(Of(
            new MerchandisingRule { Id = "a", Effect = MerchandisingEffect.Boost, Brands = ["Tuli's"] }, Rule("b", MerchandisingEffect.Bury, Cup)));

        Assert.Equal(RuleConflictKind.BoostAndBury, found.Kind);
        Assert.Contains("Tuli's Classic Heel Cups", found.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pin_of_a_hidden_product_conflicts()
    {
        RuleConflict found = Assert.Single(Of(
            Rule("a", MerchandisingEffect.Pin, Cup), new MerchandisingRule { Id = "b", Effect = MerchandisingEffect.Hide, CategoryIds = ["heel_cups"] }));

        Assert.Equal((RuleConflictKind.WantedAndHidden, "a", "b"), (found.Kind, found.RuleId, found.OtherId));
        Assert.Contains("Hiding wins", found.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_can_meet_nothing_is_told()
    {
        Assert.Equal([RuleConflictKind.MatchesNothing], Of(Rule("a", MerchandisingEffect.Hide, Cup) with { CategoryIds = ["taping"] }).Select(c => c.Kind));
        Assert.Equal([RuleConflictKind.MatchesNothing], Of(Rule("a", MerchandisingEffect.Pin, Cup) with { SymptomIds = [Heel], RegionIds = ["lumbar"] }).Select(c => c.Kind));
        Assert.Equal(
            [RuleConflictKind.NamesUnknown, RuleConflictKind.MatchesNothing], Of(Rule("a", MerchandisingEffect.Pin, "gone") with { SymptomIds = [Heel] }).Select(c => c.Kind));
    }

    [Fact]
    public void A_pin_for_a_complaint_that_the_product_is_not_known_for_is_told()
    {
        RuleConflict found = Assert.Single(Of(Rule("a", MerchandisingEffect.Pin, "tulis_classic_heel_cups") with { SymptomIds = ["quad_tight"] }));

        Assert.Equal(RuleConflictKind.MatchesNothing, found.Kind);
        Assert.Contains("cannot add a product", found.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_are_off_or_over_are_left_alone()
    {
        MerchandisingRule broken = Rule("a", MerchandisingEffect.Pin, "gone");

        Assert.Empty(Of(broken with { Enabled = false }, broken with { Id = "b", UntilUtc = Now }));
    }
}
