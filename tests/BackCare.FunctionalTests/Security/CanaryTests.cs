using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

public sealed class CanaryTests(CanaryTests.OwnSite site) : IClassFixture<CanaryTests.OwnSite>
{
    private const string Canary = "quokka";

    [Fact]
    public async Task Nothing_a_shopper_types_reaches_a_log_at_any_level()
    {
        string text = $"{Canary} my heel hurts in the morning {Canary}";
        await site.Http.RecommendAsync(new { text, context = new { activity = Canary }, explain = true });
        await site.Http.PostJsonAsync("/v1/interview", $$"""{ "text": "{{text}}" }""");
        await site.Http.PostJsonAsync("/v1/recommendations", $$"""{ "text": "{{text}}" {{Canary}} }""");
        await site.Http.PostJsonAsync("/v1/recommendations", $$"""{ "limit": "{{Canary}}" }""");
        await site.Http.PostJsonAsync("/v1/recommendations", $$"""{ "side": "{{Canary}}", "symptoms": ["{{Canary}}"], "answers": [{ "id": "{{Canary}}", "answer": "{{Canary}}" }] }""");
        await site.Http.PostJsonAsync("/v1/recommendations", $$"""{ "text": "{{Canary}} {{new string('a', 70_000)}}" }""");
        foreach (string page in new[] { "/", "/understood", "/results" })
        {
            await site.Http.PostFormAsync(page, ("text", text));
            await site.Http.PostFormAsync(page, ("text", text), ("age", Canary), ("side", Canary), ("symptom", Canary));
            await site.Http.PostFormAsync(page, ("text", text + " and I can't pee"));
        }

        Assert.True(site.Logged.Count > 100, "The recorder hears the host.");
        Assert.DoesNotContain(site.Logged, line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A site whose log holds this test's requests alone.</summary>
    public sealed class OwnSite : BackCareSite;
}
