using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class GuardrailTests
{
    [Fact]
    public void Few_requests_leave_every_guardrail_open() =>
        Assert.All(Guardrail.Of(new(20, 1, 2, 0), new(20, 3, 2, 1)), g => Assert.Equal(GuardrailState.Open, g.State));

    [Fact]
    public void Many_alike_hold_and_a_clear_rise_breaks_its_own_guardrail_alone()
    {
        IReadOnlyList<Guardrail> guardrails = Guardrail.Of(new(100_000, 2_000, 5_000, 100), new(100_000, 2_010, 8_000, 90));

        Assert.Equal([GuardrailState.Held, GuardrailState.Broken, GuardrailState.Held], guardrails.Select(g => g.State));
        Assert.Equal(["referrals", "abstentions", "slow answers"], guardrails.Select(g => g.Name));
    }

    [Fact]
    public void A_fall_is_welcome() => Assert.Equal(GuardrailState.Held, Guardrail.Of(new(100_000, 2_000, 8_000, 0), new(100_000, 2_000, 2_000, 0))[1].State);
}
