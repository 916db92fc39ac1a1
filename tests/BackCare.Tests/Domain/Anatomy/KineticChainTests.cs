using BackCare.Domain.Anatomy;
using BackCare.Domain.Explain;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Anatomy;

public sealed class KineticChainTests
{
    private static ChainLink Link(string id, string from, string to, double strength, LinkUse use = LinkUse.Recommend) =>
        new(id, from, to, "tight " + from, "pulls", strength, EvidenceGrade.Moderate, "", false, use, [], "", []);

    private static Dictionary<string, Reached> Reach(KineticChain chain, params WeightedStructure[] origins) =>
        chain.Reach(origins).ToDictionary(r => r.StructureId);

    [Fact]
    public void A_share_is_the_weight_times_strength_and_one_half_for_every_link_walked_backwards()
    {
        var chain = new KineticChain([Link("L1", "calf", "ankle", 0.8), Link("L2", "ankle", "heel", 0.5)]);

        var reached = Reach(chain, new WeightedStructure("heel", 0.9));

        Assert.Equal(0.9, reached["heel"].Share, 12);
        Assert.Equal(0.9 * 0.5 * 0.5, reached["ankle"].Share, 12);
        Assert.Equal(0.9 * 0.5 * 0.5 * 0.8 * 0.5, reached["calf"].Share, 12);
        Assert.Equal(["heel", "ankle", "calf"], reached["calf"].Structures);
        Assert.Equal(["L2", "L1"], reached["calf"].Links.Select(l => l.Id));
    }

    [Fact]
    public void Links_are_not_walked_forwards()
    {
        var chain = new KineticChain([Link("L1", "heel", "knee", 0.8)]);

        Assert.Equal(["heel"], Reach(chain, new WeightedStructure("heel", 1)).Keys);
    }

    [Fact]
    public void The_strongest_path_counts_also_when_it_is_the_longer_one_and_paths_are_never_summed()
    {
        var chain = new KineticChain([Link("L1", "hip", "back", 0.1), Link("L2", "hip", "core", 0.9), Link("L3", "core", "back", 0.9)]);

        Reached hip = Reach(chain, new WeightedStructure("back", 1))["hip"];

        Assert.Equal(0.9 * 0.5 * 0.9 * 0.5, hip.Share, 12);
        Assert.Equal(2, hip.Hops);
    }

    [Fact]
    public void A_cycle_lifts_nothing()
    {
        var chain = new KineticChain([Link("L1", "a", "b", 1), Link("L2", "b", "a", 1)]);

        var reached = Reach(chain, new WeightedStructure("a", 0.6));

        Assert.Equal(0.6, reached["a"].Share, 12);
        Assert.Equal(0.3, reached["b"].Share, 12);
    }

    [Fact]
    public void Only_links_that_may_recommend_are_walked_and_no_more_than_two()
    {
        var chain = new KineticChain(
        [
            Link("L1", "b", "a", 0.9), Link("L2", "c", "b", 0.9), Link("L3", "d", "c", 0.9),
            Link("L4", "x", "a", 0.9, LinkUse.Explain), Link("L5", "y", "a", 0.9, LinkUse.EducateOnly),
        ]);

        Assert.Equal(["a", "b", "c"], Reach(chain, new WeightedStructure("a", 1)).Keys.Order());
        Assert.Equal(["L4", "L5"], chain.Background([new WeightedStructure("a", 1)]).Select(l => l.Id));
    }

    [Fact]
    public void First_step_heel_pain_reaches_the_calf_through_the_band_under_the_foot_and_the_hamstrings_by_their_own_link()
    {
        Symptom heel = SeedKnowledge.Base.Symptoms["heel_pain_first_step"];

        var reached = Reach(new KineticChain(SeedKnowledge.Base), [.. heel.LikelyStructures]);

        Assert.Equal(0.5, reached["gastrocnemius"].Share, 12);                       // its own weight beats 0.9 × 0.5 × 0.5 by L004
        Assert.Equal(0.9 * 0.35 * 0.5, reached["hamstrings"].Share, 12);             // L009 beats its own weight of 0.15
        Assert.Equal(0.9 * 0.4 * 0.5, reached["subtalar_control"].Share, 12);        // L033
        Assert.Equal(["plantar_fascia", "hamstrings"], reached["hamstrings"].Structures);
    }

    [Fact]
    public void Foot_posture_does_not_reach_the_low_back_in_the_seed_because_those_links_only_educate()
    {
        Symptom back = SeedKnowledge.Base.Symptoms["low_back_pain_general"];

        var reached = Reach(new KineticChain(SeedKnowledge.Base), [.. back.LikelyStructures]);

        Assert.DoesNotContain("medial_arch", reached.Keys);
        Assert.DoesNotContain("subtalar_control", reached.Keys);
        Assert.DoesNotContain("plantar_fascia", reached.Keys);
    }
}
