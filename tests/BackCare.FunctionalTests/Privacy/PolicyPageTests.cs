using System.Net;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Privacy;

public sealed class PolicyPageTests(BackCareSite site)
{
    [Fact]
    [Trait("Rule", "RQ06")]
    public async Task Every_page_of_shop_and_desk_links_to_the_policy_in_its_footer()
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        string[] addresses = [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.Parameters.Count == 0 && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(a => !a.StartsWith("/v1", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        List<string> pages = [], without = [];
        foreach (string address in addresses)
        {
            using HttpResponseMessage answer = await owner.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            pages.Add(address);
            string html = await answer.Content.ReadAsStringAsync();
            if (!html[Math.Max(0, html.IndexOf("<footer", StringComparison.Ordinal))..].Contains("href=\"/privacy\"", StringComparison.Ordinal)) without.Add(address);
        }

        foreach (string step in new[] { "/understood", "/results", "/interview", "/plan" })
        {
            pages.Add(step);
            if (!(await site.Http.PostFormAsync(step, ("symptom", "heel_pain_first_step"))).Contains("href=\"/privacy\"", StringComparison.Ordinal)) without.Add(step);
        }

        Assert.True(pages.Count > 25, string.Join(' ', pages));
        Assert.Equal([], without);
    }

    [Theory]
    [Trait("Rule", "RQ06")]
    [InlineData("en", "Nobody.", "365 days, or until you erase it")]
    [InlineData("es", "Nadie.", "365 días, o hasta que lo borre")]
    public async Task The_policy_names_what_what_for_how_long_the_rights_and_nobody_who_gets_it(string language, string nobody, string kept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/privacy") { Headers = { { "Accept-Language", language } } };
        using HttpResponseMessage answer = await site.Http.SendAsync(request);
        string html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Contains($"<strong>{nobody}</strong>", html, StringComparison.Ordinal);
        Assert.Contains(kept, html, StringComparison.Ordinal);
        Assert.Contains("href=\"/your-data\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("HIPAA", html, StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
