using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Explain;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Candidates;

public sealed class ShelfItemTests
{
    [Fact]
    public void What_may_harm_by_its_kind_is_never_made_harmless_by_a_link_of_its_own()
    {
        // EV0038: a pair of lifts is to be avoided with uneven leg length.
        ShelfItem item = With("house_adjustable_heel_lift", Own("leg_length_uneven", Effect.MayHelp, 0.9));

        Assert.Equal("EV0038", Assert.Single(item.Rules, r => r.SymptomId == "leg_length_uneven").Id);
    }

    [Fact]
    public void A_harm_of_its_own_replaces_that_of_its_kind_and_other_links_replace_what_is_no_harm()
    {
        ShelfItem item = With("house_adjustable_heel_lift", Own("leg_length_uneven", Effect.Avoid, 0), Own("heel_pain_back", Effect.NoBenefit, 0));

        Assert.Equal(Effect.Avoid, Assert.Single(item.Rules, r => r.SymptomId == "leg_length_uneven" && r.Id == "own").Effect);
        Assert.Equal(Effect.NoBenefit, Assert.Single(item.Rules, r => r.SymptomId == "heel_pain_back").Effect);
    }

    [Fact]
    public void A_lift_for_one_shoe_stays_one_whatever_it_says_of_itself()
    {
        // Without a structure its own link would no longer tell that it evens out leg length.
        Assert.True(With("house_single_heel_lift", Own("leg_length_uneven", Effect.MayHelp, 0.9)).IsOneSidedLift);
        Assert.False(With("house_adjustable_heel_lift").IsOneSidedLift);
    }

    private static ShelfItem With(string productId, params EvidenceRule[] own)
    {
        Product product = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == productId);
        return new ShelfItem(0, product with { Overrides = own }, SeedKnowledge.Base);
    }

    private static EvidenceRule Own(string symptom, Effect effect, double relevance) =>
        new("own", "", symptom, effect, relevance, EvidenceGrade.ExpertOpinion, effect == Effect.MayHelp ? EvidenceRole.Primary : EvidenceRole.NotRecommended, null, ["EXPERT_OPINION"], "");
}
