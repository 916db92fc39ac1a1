using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Security;

public class ResponseHeaderTests(BackCareSite site)
{
    [Theory]
    [Trait("Rule", "RQ03")]
    [InlineData("/")]
    [InlineData("/products")]
    [InlineData("/products/tulis_heavy_duty_heel_cups")]
    [InlineData("/how-it-works")]
    [InlineData("/nothing-here")]
    [InlineData("/v1/symptoms")]
    [InlineData("/v1/nothing")]
    [InlineData("/health/live")]
    public async Task Every_response_locks_the_page_to_its_own_host(string address)
    {
        using HttpResponseMessage response = await site.Http.GetAsync(address);
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("geolocation=()", response.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/understood")]
    [InlineData("/results")]
    public async Task A_page_that_shows_what_was_told_is_kept_by_no_cache_and_sets_no_cookie(string address)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("text", "sore heel in the morning")]);
        using HttpResponseMessage response = await site.Http.PostAsync(address, form);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    [Trait("Rule", "RQ03")]
    public async Task A_page_holds_no_inline_script_or_style_and_no_foreign_address()
    {
        string html = await site.Http.GetStringAsync("/");

        Assert.DoesNotMatch("(?i)<script(?! nonce=[^>]* src=\"/assets/)", html);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_sheet_is_kept_for_a_year_under_an_address_that_names_its_content()
    {
        string html = await site.Http.GetStringAsync("/");
        int start = html.IndexOf("/assets/site.css?v=", StringComparison.Ordinal);
        string address = html[start..html.IndexOf('"', start)];

        using HttpResponseMessage response = await site.Http.GetAsync(address);

        Assert.Equal("text/css", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl?.MaxAge);
    }
}
