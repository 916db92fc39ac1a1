using BackCare.Domain.Catalog;

namespace BackCare.Tests.Domain.Catalog;

public sealed class MerchandisingRuleTests
{
    private static readonly DateTime March = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), April = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Product Cup = new()
    {
        Id = "cup",
        Sku = "1",
        Name = "Cup",
        Brand = "Tuli's",
        CategoryId = "heel_cups",
        EvidenceProfile = "heelcup_gel",
        Price = new Money(1, "USD"),
    };

    private static MerchandisingRule Rule(MerchandisingEffect effect) => new() { Id = "r", Effect = effect, ProductIds = ["cup"] };

    [Fact]
    public void Dates_include_the_first_moment_and_not_the_last()
    {
        MerchandisingRule rule = Rule(MerchandisingEffect.Hide) with { FromUtc = March, UntilUtc = April };

        Assert.False(rule.IsInForce(March.AddTicks(-1)));
        Assert.True(rule.IsInForce(March));
        Assert.False(rule.IsInForce(April));
        Assert.False((rule with { Enabled = false }).IsInForce(March));
        Assert.True(Rule(MerchandisingEffect.Hide).IsInForce(March));
    }

    [Fact]
    public void A_product_must_fit_every_list_that_is_not_empty()
    {
        Assert.True(Rule(MerchandisingEffect.Pin).Concerns(Cup));
        Assert.True((Rule(MerchandisingEffect.Pin) with { Brands = ["TULI'S"], CategoryIds = ["heel_cups"] }).Concerns(Cup));
        Assert.False((Rule(MerchandisingEffect.Pin) with { CategoryIds = ["taping"] }).Concerns(Cup));
        Assert.False((Rule(MerchandisingEffect.Pin) with { ProductIds = ["other"] }).Concerns(Cup));
    }

    [Fact]
    public void A_rule_that_cannot_work_says_what_to_change()
    {
        Assert.Null(Rule(MerchandisingEffect.Pin).Fault);
        Assert.Contains("Name the products", (Rule(MerchandisingEffect.Pin) with { ProductIds = [] }).Fault, StringComparison.Ordinal);
        Assert.Contains("Position 0", (Rule(MerchandisingEffect.Pin) with { Position = 0 }).Fault, StringComparison.Ordinal);
        Assert.Contains("Amount -1", (Rule(MerchandisingEffect.Boost) with { Amount = -1 }).Fault, StringComparison.Ordinal);
        Assert.Contains("Amount NaN", (Rule(MerchandisingEffect.Bury) with { Amount = double.NaN }).Fault, StringComparison.Ordinal);
        Assert.Contains("hides every product", (Rule(MerchandisingEffect.Hide) with { ProductIds = [] }).Fault, StringComparison.Ordinal);
        Assert.Contains("ends before it begins", (Rule(MerchandisingEffect.Hide) with { FromUtc = April, UntilUtc = March }).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_is_off_planned_running_or_over()
    {
        MerchandisingRule rule = Rule(MerchandisingEffect.Hide) with { FromUtc = March, UntilUtc = April };

        Assert.Equal(RuleState.Planned, rule.StateAt(March.AddTicks(-1)));
        Assert.Equal(RuleState.Running, rule.StateAt(March));
        Assert.Equal(RuleState.Over, rule.StateAt(April));
        Assert.Equal(RuleState.Off, (rule with { Enabled = false }).StateAt(March));
    }

    [Fact]
    public void What_cannot_be_used_is_said_with_its_bound()
    {
        Assert.Contains("-1000 to 1000", (Rule(MerchandisingEffect.Hide) with { Priority = 1001 }).Fault, StringComparison.Ordinal);
        Assert.Contains("no letters", (Rule(MerchandisingEffect.Hide) with { Queries = ["!!"] }).Fault, StringComparison.Ordinal);
        Assert.Contains("more than 50 entries", (Rule(MerchandisingEffect.Hide) with { SymptomIds = [.. Enumerable.Range(0, 51).Select(i => $"s{i}")] }).Fault, StringComparison.Ordinal);
    }
}
