using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Security;

/// <summary>Every page of the shop and of the desk: nothing inline, every script by the nonce of its own response.</summary>
public sealed partial class ContentPolicyTests(BackCareSite site)
{
    private static readonly string[] WithValues =
    [
        "/products/house_slant_board", "/products?category=insole", "/reviews/write?product=house_slant_board", "/es/products/house_slant_board", "/nothing-here", "/accounts/nothing",
        "/admin/catalog/house_slant_board", "/admin/catalog/house_slant_board/history", "/admin/catalog/house_slant_board/preview", "/admin/knowledge/symptoms", "/admin/knowledge/symptoms/calf_tight", "/admin/knowledge/symptoms/new-row",
        "/admin/accounts/nobody", "/analyst/models/nothing",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_holds_anything_inline_and_every_script_carries_the_nonce_of_its_response()
    {
        HttpClient owner = await site.AsAsync(AccountRole.Owner);
        string[] addresses =
        [
            .. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.Parameters.Count == 0 && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
                .Select(e => "/" + e.RoutePattern.RawText!.Trim('/')),
            .. WithValues,
        ];
        int pages = 0, scripts = 0;
        List<string> wrong = [];
        foreach ((HttpClient http, string address) in addresses.SelectMany(a => new[] { (site.Http, a), (owner, a) }))
        {
            using HttpResponseMessage response = await http.GetAsync(address, Cancelled);
            if (response.Content.Headers.ContentType?.MediaType != "text/html") continue;
            string html = await response.Content.ReadAsStringAsync(Cancelled);
            pages++;
            scripts += Script().Count(html);
            wrong.AddRange(Faults(html, response).Select(fault => $"{address}: {fault}"));
        }

        Assert.Empty(wrong);
        Assert.True(pages > 45 && scripts > 20, $"{pages} pages with {scripts} scripts were looked at.");
    }

    [Fact]
    public async Task Posted_pages_hold_to_it_as_well()
    {
        foreach (string step in new[] { "/", "/understood", "/interview", "/results", "/plan", "/compare" })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", "my heel hurts in the morning"), KeyValuePair.Create("symptom", "heel_pain")]);
            using HttpResponseMessage response = await site.Http.PostAsync(step, form, Cancelled);

            Assert.Empty(Faults(await response.Content.ReadAsStringAsync(Cancelled), response));
        }
    }

    [Fact]
    public async Task A_nonce_is_used_once_and_its_page_is_kept_by_no_cache()
    {
        using HttpResponseMessage first = await site.Http.GetAsync("/", Cancelled), second = await site.Http.GetAsync("/", Cancelled);

        Assert.Equal(22, NonceOf(first)!.Length);
        Assert.NotEqual(NonceOf(first), NonceOf(second));
        Assert.All([first, second], page => Assert.Equal("no-store", page.Headers.CacheControl!.ToString()));
    }

    [Theory]
    [InlineData("/v1/symptoms")]
    [InlineData("/health/live")]
    [InlineData("/v1/nothing")]
    [InlineData("/backcare.js")]
    public async Task What_has_no_script_lets_none_run(string address)
    {
        using HttpResponseMessage response = await site.Http.GetAsync(address, Cancelled);

        Assert.DoesNotContain("script-src", PolicyOf(response), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", PolicyOf(response), StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'", PolicyOf(response), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(string html, HttpResponseMessage response)
    {
        string? nonce = NonceOf(response);
        string policy = PolicyOf(response);
        foreach (Match script in Script().Matches(html))
        {
            if (script.Value.Contains("type=\"application/ld+json\"", StringComparison.Ordinal)) continue;
            if (!script.Value.Contains(" src=\"/", StringComparison.Ordinal)) yield return $"an inline script {script.Value}";
            if (nonce is null || !script.Value.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal)) yield return $"a script without the nonce {script.Value}";
        }
        foreach (Match inline in Inline().Matches(html)) yield return $"inline: {inline.Value}";
        if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains("script-src 'self'", StringComparison.Ordinal)) yield return $"a wide policy: {policy}";
        foreach (string needed in new[] { "default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "trusted-types 'none'" })
        {
            if (!policy.Contains(needed, StringComparison.Ordinal)) yield return $"no {needed}";
        }
    }

    private static string PolicyOf(HttpResponseMessage response) => response.Headers.GetValues("Content-Security-Policy").Single();

    private static string? NonceOf(HttpResponseMessage response) => Nonce().Match(PolicyOf(response)) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("(?i)<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("(?i)<style[^>]*>|<[a-z][^>]*\\s(?:style|on[a-z]+)=[^>]*>|(?:href|src|action)=\"\\s*javascript:[^\"]*\"|<(?:iframe|object|embed|base)\\b[^>]*>")]
    private static partial Regex Inline();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();
}
