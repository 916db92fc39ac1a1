using System.Net;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackCare.FunctionalTests.Security;

public class EndpointPolicyTests(BackCareSite site)
{
    private RouteEndpoint[] Endpoints => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Every_endpoint_states_who_may_call_it()
    {
        Assert.True(Endpoints.Length > 15);
        Assert.All(Endpoints, endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            || endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(policy => !string.IsNullOrEmpty(policy.Policy)),
            $"{endpoint.RoutePattern.RawText} says neither AllowAnonymous() nor RequireAuthorization(policy)."));
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_would_be_closed()
    {
        AuthorizationOptions options = site.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value;
        var authorization = site.Services.GetRequiredService<IAuthorizationService>();

        AuthorizationResult result = await authorization.AuthorizeAsync(new System.Security.Claims.ClaimsPrincipal(), options.FallbackPolicy!);

        Assert.False(result.Succeeded);
    }

    [Fact]
    public void Everything_that_computes_is_limited_per_client() =>
        Assert.All(
            Endpoints.Where(e => e.RoutePattern.RawText is { } path && !path.Contains("assets", StringComparison.Ordinal)
                && !path.Contains("health", StringComparison.Ordinal) && !path.Contains("openapi", StringComparison.Ordinal)
                && !path.Contains("favicon", StringComparison.Ordinal) && !path.Contains("backcare.js", StringComparison.Ordinal)),
            endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()));

    [Theory]
    [InlineData("GET", "/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/results", HttpStatusCode.MethodNotAllowed)]
    public async Task Routing_still_says_what_is_missing(string method, string address, HttpStatusCode status)
    {
        using HttpResponseMessage response = await site.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/results")]
    [InlineData("/accounts/sign-in")]
    public async Task A_page_takes_forms_only(string address)
    {
        using HttpResponseMessage response = await site.Http.PostJsonAsync(address, "{}");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }
}
