using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge.Desk;

namespace BackCare.Tests.Domain.Knowledge.Desk;

public sealed class SafetyScopeTests
{
    [Theory]
    [InlineData("redflags", "message")]
    [InlineData("redflag_patterns", "pattern")]
    [InlineData("contraindications", "level")]
    [InlineData("conditions", "red_flag_id")]
    [InlineData("stop_rules", "text")]
    [InlineData("symptoms", "gate_red_flags")]
    [InlineData("symptoms", "self_care")]
    [InlineData("symptoms", "regions")]
    [InlineData("exercises", "contraindications")]
    [InlineData("categories", "group")]
    public void What_the_gate_reads_needs_a_second_person(string table, string column) =>
        Assert.Equal([column], Of(table, new Dictionary<string, string?> { [column] = "a", ["x"] = "same" }, new Dictionary<string, string?> { [column] = "b", ["x"] = "same" }));

    [Theory]
    [InlineData("symptoms", "name")]
    [InlineData("symptom_phrases", "phrase")]
    [InlineData("links", "strength")]
    [InlineData("exercises", "cues")]
    [InlineData("sources", "citation")]
    [InlineData("claims_wording", "replace_with")]
    public void What_the_gate_does_not_read_is_for_one_person_to_change(string table, string column) =>
        Assert.Empty(Of(table, new Dictionary<string, string?> { [column] = "a" }, new Dictionary<string, string?> { [column] = "b" }));

    [Fact]
    public void A_new_or_removed_danger_sign_is_safety_as_a_whole_and_an_unchanged_one_is_not()
    {
        Dictionary<string, string?> pattern = new() { ["id"] = "RP900", ["pattern"] = "numb" };

        Assert.Equal(["id", "pattern"], Of("redflag_patterns", null, pattern));
        Assert.Equal(["id", "pattern"], Of("redflag_patterns", pattern, null));
        Assert.Empty(Of("redflag_patterns", pattern, pattern));
    }

    [Fact]
    public void A_rule_that_says_what_may_harm_is_safety_in_both_directions()
    {
        Dictionary<string, string?> avoid = new() { ["effect"] = "avoid", ["note"] = "a" };

        Assert.Equal(["effect"], Of("evidence_rules", avoid, new Dictionary<string, string?> { ["effect"] = "helps", ["note"] = "a" }));
        Assert.Equal(["effect"], Of("evidence_rules", new Dictionary<string, string?> { ["effect"] = "helps", ["note"] = "a" }, avoid));
        Assert.Equal(["note"], Of("evidence_rules", avoid, new Dictionary<string, string?> { ["effect"] = "avoid", ["note"] = "b" }));
        Assert.Empty(Of("evidence_rules", new Dictionary<string, string?> { ["effect"] = "helps" }, new Dictionary<string, string?> { ["effect"] = "may_help" }));
    }

    [Fact]
    public void A_rule_that_makes_a_lift_one_sided_is_safety_in_both_directions()
    {
        Dictionary<string, string?> lift = new() { ["effect"] = "may_help", ["structure_id"] = "leg_length", ["note"] = "a" }, other = new(lift) { ["structure_id"] = "" };

        Assert.Equal(["structure_id"], Of("evidence_rules", lift, other));
        Assert.Equal(["structure_id"], Of("evidence_rules", other, lift));
        Assert.Equal(["effect", "note", "structure_id"], Of("evidence_rules", lift, null));
    }

    [Fact]
    public void A_rule_by_which_a_kind_of_product_works_on_a_structure_may_hold_others_back()
    {
        Dictionary<string, string?> works = new() { ["effect"] = "helps", ["structure_id"] = "achilles_tendon", ["symptom_id"] = "achilles_pain_mid", ["note"] = "a" };

        Assert.True(SafetyScope.MayLetThrough("evidence_rules", works, new Dictionary<string, string?>(works) { ["structure_id"] = "" }));
        Assert.True(SafetyScope.MayLetThrough("evidence_rules", works, new Dictionary<string, string?>(works) { ["effect"] = "comfort_only" }));
        Assert.True(SafetyScope.MayLetThrough("evidence_rules", works, null));
        Assert.False(SafetyScope.MayLetThrough("evidence_rules", works, new Dictionary<string, string?>(works) { ["note"] = "b" }));
        Assert.False(SafetyScope.MayLetThrough("evidence_rules", null, works));
    }

    [Theory]
    [InlineData("Stop the exercise if pain is sharp or above 5 out of 10", true)]
    [InlineData("Correcting an unmeasured difference can create a new one", true)]
    [InlineData("A pair of lifts does not correct leg length; self-correction is guesswork", true)]
    [InlineData("Heel cups and heel pads", false)]
    public void The_translation_of_a_warning_is_safety_as_the_warning_is(string english, bool isWarning)
    {
        IReadOnlySet<string> warnings = SafetyScope.Warnings(KnowledgeFolder.Read(KnowledgeFolder.Seed));
        Dictionary<string, string?> before = new() { ["english"] = english, ["spanish"] = "a" };
        string[] expected = isWarning ? ["spanish"] : [];

        Assert.Equal(expected, SafetyScope.Of("spanish", before, new Dictionary<string, string?>(before) { ["spanish"] = "b" }, warnings));
        Assert.Equal(isWarning, SafetyScope.Of("spanish", before, new Dictionary<string, string?>(before) { ["english"] = "nothing says this" }, warnings).Count > 0);
    }

    private static IReadOnlyList<string> Of(string table, Dictionary<string, string?>? before, Dictionary<string, string?>? after) =>
        SafetyScope.Of(table, before, after, new HashSet<string>());
}
