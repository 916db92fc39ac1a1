using BackCare.App.Rules;
using BackCare.Domain.Editing;

namespace BackCare.Tests.App.Rules;

public sealed class RuleFieldsTests
{
    private static RuleForm Full => new()
    {
        Effect = "pin",
        Description = "Spring",
        Enabled = false,
        ProductIds = ["a", "b"],
        CategoryIds = ["heel_cups"],
        Brands = ["Tuli's"],
        SymptomIds = ["heel_pain_first_step"],
        RegionIds = ["foot"],
        Queries = ["gel cup", "heel"],
        Position = 3,
        Amount = 0.25,
        Priority = -4,
        FromUtc = new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc),
        UntilUtc = new DateTime(2026, 4, 1, 8, 0, 0, DateTimeKind.Utc),
    };

    [Fact]
    public void A_form_and_its_fields_say_the_same()
    {
        IReadOnlyDictionary<string, string?> fields = RuleFields.Of(Full);

        Assert.Equal("a|b", fields["productIds"]);
        Assert.Equal("2026-03-01T08:00:00Z", fields["fromUtc"]);
        Assert.Empty(FieldDiff.Between(fields, RuleFields.Of(RuleFields.ToForm(fields))));
        Assert.Equal(RuleFields.All.Select(f => f.Field).Order(StringComparer.Ordinal), fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_stored_rule_says_what_its_form_said()
    {
        var stored = new StoredRule { Id = "r" };

        stored.Take(Full.ToRule("r"));

        Assert.Empty(FieldDiff.Between(RuleFields.Of(Full), RuleFields.Of(RuleForm.Of(stored.ToRule()))));
    }
}
