using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using BackCare.App.Privacy;
using BackCare.FunctionalTests.Hosting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Security;

public sealed class CanaryTests(CanaryTests.OwnSite site) : IClassFixture<CanaryTests.OwnSite>
{
    private const string Canary = "quokka";

    [Fact]
    [Trait("Rule", "RQ03")]
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

    [Fact]
    public async Task No_word_symptom_or_visitor_of_a_kept_list_reaches_a_log_a_trace_a_metric_or_an_address()
    {
        const string symptom = "calf_tight", visitor = "visitor-wombat";
        string[] secrets = [Canary, symptom, visitor, site.PseudonymOf(visitor)!];
        var told = new ConcurrentQueue<string>();
        using ActivityListener traces = ListenToTraces(told);
        using MeterListener metrics = ListenToMetrics(told);

        JsonObject served = await site.Http.RecommendAsync(new
        {
            text = $"{Canary} tight calf {Canary}",
            symptoms = new[] { symptom },
            context = new { activity = Canary },
            visitorId = visitor,
            sessionId = Canary,
            explain = true,
            consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" },
        });
        string id = served.Text("recommendationId")!;
        await site.Http.PostJsonAsync("/v1/events", $$"""
            { "events": [
              { "id": "canary-1", "name": "select_item", "recommendationId": "{{id}}", "visitorId": "{{visitor}}", "items": [{ "item_id": "house_slant_board", "index": 1 }] },
              { "id": "{{Canary}}", "name": "{{Canary}}", "visitorId": "{{Canary}}", "items": [{ "item_id": "{{Canary}}" }] },
              { "id": "canary-2", "name": "view_item", "items": [{ "item_id": "{{Canary}}" }] },
              { "{{Canary}}": 1 } ] }
            """);
        await site.Http.PostJsonAsync("/v1/events", $$"""{ "events": [{ "id": "{{Canary}} }""");
        Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync($"/v1/recommendations/{id}")).StatusCode);
        await using (AsyncServiceScope scope = site.Services.CreateAsyncScope())
        {
            IMediator mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            Assert.Single((await mediator.Send(new ExportMine.Query(visitor), TestContext.Current.CancellationToken)).Value.Lists);
            Assert.Equal(1, (await mediator.Send(new EraseMine.Command(visitor), TestContext.Current.CancellationToken)).Value.Lists);
        }

        Assert.Contains(told, line => line.StartsWith("metric backcare.journal", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("trace RecordEvents", StringComparison.Ordinal));
        foreach (string secret in secrets)
        {
            Assert.DoesNotContain(told, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(site.Logged, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static ActivityListener ListenToTraces(ConcurrentQueue<string> told)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => told.Enqueue($"trace {activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ListenToMetrics(ConcurrentQueue<string> told)
    {
        var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => told.Enqueue($"metric {instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => told.Enqueue($"metric {instrument.Name} {string.Join(' ', tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    /// <summary>A site whose log holds this test's requests alone.</summary>
    public sealed class OwnSite : BackCareSite
    {
        protected override bool LogsEverything => true;
    }
}
