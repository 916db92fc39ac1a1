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
        Assert.Equal([column], SafetyScope.Of(table, new Dictionary<string, string?> { [column] = "a", ["x"] = "same" }, new Dictionary<string, string?> { [column] = "b", ["x"] = "same" }));

    [Theory]
    [InlineData("symptoms", "name")]
    [InlineData("symptom_phrases", "phrase")]
    [InlineData("links", "strength")]
    [InlineData("exercises", "cues")]
    [InlineData("sources", "citation")]
    [InlineData("claims_wording", "replace_with")]
    public void What_the_gate_does_not_read_is_for_one_person_to_change(string table, string column) =>
        Assert.Empty(SafetyScope.Of(table, new Dictionary<string, string?> { [column] = "a" }, new Dictionary<string, string?> { [column] = "b" }));

    [Fact]
    public void A_new_or_removed_danger_sign_is_safety_as_a_whole_and_an_unchanged_one_is_not()
    {
        Dictionary<string, string?> pattern = new() { ["id"] = "RP900", ["pattern"] = "numb" };

        Assert.Equal(["id", "pattern"], SafetyScope.Of("redflag_patterns", null, pattern));
        Assert.Equal(["id", "pattern"], SafetyScope.Of("redflag_patterns", pattern, null));
        Assert.Empty(SafetyScope.Of("redflag_patterns", pattern, pattern));
    }

    [Fact]
    public void A_rule_that_says_what_may_harm_is_safety_in_both_directions()
    {
        Dictionary<string, string?> avoid = new() { ["effect"] = "avoid", ["note"] = "a" };

        Assert.Equal(["effect"], SafetyScope.Of("evidence_rules", avoid, new Dictionary<string, string?> { ["effect"] = "helps", ["note"] = "a" }));
        Assert.Equal(["effect"], SafetyScope.Of("evidence_rules", new Dictionary<string, string?> { ["effect"] = "helps", ["note"] = "a" }, avoid));
        Assert.Equal(["note"], SafetyScope.Of("evidence_rules", avoid, new Dictionary<string, string?> { ["effect"] = "avoid", ["note"] = "b" }));
        Assert.Empty(SafetyScope.Of("evidence_rules", new Dictionary<string, string?> { ["effect"] = "helps" }, new Dictionary<string, string?> { ["effect"] = "may_help" }));
    }
}
