using System.Diagnostics;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackCare.FunctionalTests.Telemetry;

/// <summary>The real host sends to a real receiver; what arrives is read out of the bytes.</summary>
public sealed class TelemetryTests(BackCareSite silent)
{
    private const string Canary = "quollkanarie", Visitor = "visitor-quollkanarie";

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Spans_and_metrics_arrive_and_nothing_that_a_shopper_told_is_among_them(string protocol)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(protocol == "grpc");
        await using (var site = new SendingSite(receiver.Address, protocol))
        {
            await site.Http.RecommendAsync(new
            {
                text = $"{Canary} heel hurts in the morning",
                context = new { activity = Canary },
                visitorId = Visitor,
                consent = new { version = "1", grantedUtc = "2026-01-31T12:00:00Z" },
            });
            await site.Http.RecommendAsync(new { text = $"{Canary} numb between my legs since my back went out" });
            using var strange = new HttpRequestMessage(new HttpMethod("QUOLLKANARIE"), $"/plan/{Canary}?q={Canary}")
            {
                Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }, { "tracestate", $"x={Canary}" }, { "baggage", $"symptom={Canary}" }, { "User-Agent", Canary } },
            };
            (await site.Http.SendAsync(strange, TestContext.Current.CancellationToken)).Dispose();
            (await site.Http.GetAsync($"/products?q={Canary}", TestContext.Current.CancellationToken)).Dispose();
            (await site.Http.GetAsync($"/{Canary}", TestContext.Current.CancellationToken)).Dispose();
        }

        Assert.All(["POST /v1/recommendations", "GetRecommendations", "link", "gate", "reach", "collect", "score", "arrange", "explain"], span => Assert.True(receiver.Spans.ContainsKey(span), span));
        Assert.True(receiver.Spans["link"] >= 2, "The referral is linked too.");
        Assert.All(
            [
                "http.server.request.duration", "backcare.stage.duration", "backcare.recommendation.duration", "backcare.candidates", "backcare.stops", "backcare.shelf.age", "backcare.shelf.version",
                "backcare.shelf.products", "backcare.journal.queue", "backcare.journal.lists", "backcare.statistics.lag", "backcare.database.latency", "backcare.import.progress", "backcare.model.refused",
            ],
            metric => Assert.True(receiver.Metrics.ContainsKey(metric), metric));
        Assert.True(receiver.Heard("heel") is false && receiver.Heard(Canary) is false && receiver.Heard(Canary.ToUpperInvariant()) is false, "A word of the shopper was sent.");
        Assert.False(receiver.Heard("0af7651916cd43dd8448eb211c80319c"), "A stranger's trace id was taken.");
        Assert.True(receiver.Heard("_OTHER"));
    }

    [Fact]
    public void Without_an_endpoint_nothing_is_sent_and_nothing_listens() =>
        Assert.DoesNotContain(silent.Services.GetServices<IHostedService>(), service => service.GetType().Namespace!.Contains("Telemetry", StringComparison.Ordinal));

    [Theory]
    [InlineData(true, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData(false, null)]
    public void A_trace_id_is_taken_from_trusted_callers_alone_and_never_their_state_or_baggage(bool trusted, string? taken)
    {
        using ServiceProvider services = Services(trusted);
        var propagator = services.GetRequiredService<DistributedContextPropagator>();

        propagator.ExtractTraceIdAndState(null, Header, out string? id, out string? state);

        Assert.Equal((taken, null), (id, state));
        Assert.Null(propagator.ExtractBaggage(null, Header));

        static void Header(object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
            (value, values) = (name == "traceparent" ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : Canary, null);
    }

    private static ServiceProvider Services(bool trusted)
    {
        var services = new ServiceCollection();
        services.AddTelemetry(new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Telemetry:Otlp:Endpoint"] = "http://127.0.0.1:4317",
            ["Telemetry:TrustCallers"] = trusted ? "true" : "false",
        });
        return services.BuildServiceProvider();
    }

    private sealed class SendingSite(string endpoint, string protocol) : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["RateLimit:Enabled"] = "false",
            ["Telemetry:Otlp:Endpoint"] = endpoint,
            ["Telemetry:Otlp:Protocol"] = protocol,
            ["Telemetry:TraceShare"] = "1",
        };
    }
}
