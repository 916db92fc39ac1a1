using System.IO.Compression;
using System.Net;
using System.Text;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackCare.FunctionalTests.Security;

public class ServerLimitTests(BackCareSite site)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, identity")]
    public async Task A_packed_body_is_refused_unread_so_that_none_can_unpack_to_gigabytes(string coding)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(new byte[1 << 20]);
        using var content = new ByteArrayContent(packed.ToArray()) { Headers = { ContentType = new("application/json") } };
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using HttpResponseMessage response = await site.Http.PostAsync("/v1/recommendations", content, Cancelled);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("identity", response.Headers.GetValues("Accept-Encoding").Single());
        Assert.Equal("unsupported_media_type", (await response.ProblemAsync()).Text("code"));
    }

    [Fact]
    public async Task More_headers_than_any_browser_sends_are_refused()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (int i = 0; i < 70; i++) message.Headers.Add($"X-Many-{i}", "1");
        using HttpResponseMessage response = await site.Http.SendAsync(message, Cancelled);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public void Slow_and_idle_clients_and_crowds_have_an_end()
    {
        KestrelServerLimits limits = site.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.Equal(240, limits.MinRequestBodyDataRate!.BytesPerSecond);
        Assert.Equal(ServerLimits.Connections, limits.MaxConcurrentConnections);
        Assert.Equal(128 * 1024, limits.MaxRequestBodySize);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("-1")]
    public void A_number_of_connections_that_is_none_is_refused_at_start(string setting)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Limits:Connections"] = setting }).Build();

        Assert.Contains($"Limits:Connections is '{setting}'", Assert.Throws<InvalidDataException>(() => ServerLimits.Apply(new KestrelServerOptions(), configuration)).Message, StringComparison.Ordinal);
    }

    /// <summary>The largest is a product file; an endpoint that takes more than a form, and is not here, was not thought about.</summary>
    [Fact]
    public void Whoever_takes_more_than_a_form_is_known()
    {
        string[] large =
        [
            .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } limit && limit.MaxRequestBodySize is null or > 128 * 1024)
                .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0]} /{e.RoutePattern.RawText!.Trim('/')}")
                .Where(e => !e.Contains(" /v1/admin/products", StringComparison.Ordinal) && !e.Contains(" /admin/catalog/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];

        Assert.Equal(["POST /admin/imports", "POST /v1/admin/pictures", "POST /v1/events"], large);
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deep_is_refused_with_its_place()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"context\":", 2_000));
        using HttpResponseMessage response = await site.Http.PostAsync("/v1/recommendations", new StringContent(deep, Encoding.UTF8, "application/json"), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("GET /admin/audit.csv", RateLimits.Exports)]
    [InlineData("GET /v1/admin/audit:export", RateLimits.Exports)]
    [InlineData("GET /v1/admin/products:export", RateLimits.Exports)]
    [InlineData("GET /v1/admin/knowledge:export", RateLimits.Exports)]
    [InlineData("GET /admin/imports/export/{format}", RateLimits.Exports)]
    [InlineData("GET /v1/training-data", RateLimits.Exports)]
    [InlineData("GET /feeds/google.xml", RateLimits.Exports)]
    [InlineData("POST /accounts/sign-in", RateLimits.Guessing)]
    [InlineData("POST /accounts/first-owner", RateLimits.Guessing)]
    [InlineData("POST /v1/events", RateLimits.Batches)]
    [InlineData("POST /v1/reviews/report", RateLimits.Writing)]
    [InlineData("POST /reviews/{id}/report", RateLimits.Writing)]
    [InlineData("POST /v1/recommendations", RateLimits.PerClient)]
    public void What_costs_more_has_a_limit_of_its_own(string name, string policy)
    {
        RouteEndpoint endpoint = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method] && $"{method} /{e.RoutePattern.RawText!.Trim('/')}" == name);

        Assert.Equal(policy, endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()!.PolicyName);
    }
}
