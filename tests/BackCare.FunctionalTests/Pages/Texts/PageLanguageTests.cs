using System.Net;
using BackCare.FunctionalTests.Hosting;
using BackCare.Web.Pages.Texts;

namespace BackCare.FunctionalTests.Pages.Texts;

public class PageLanguageTests(BackCareSite site)
{
    [Fact]
    public async Task An_address_that_names_a_language_leads_to_pages_in_that_language_only()
    {
        string html = await site.Http.GetStringAsync("/es/how-it-works");

        Assert.Contains("<html lang=\"es\">", html, StringComparison.Ordinal);
        Assert.Contains("Cómo funciona", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("href=\"/es/products\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/products\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/en/how-it-works\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/assets/site.css", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_asks_for_spanish_gets_it_and_nothing_is_stored_for_that()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Language", "fr;q=0.9, es-ES, en;q=0.5");
        using HttpResponseMessage response = await site.Http.SendAsync(request);
        string html = await response.Content.ReadAsStringAsync();

        Assert.Contains("<html lang=\"es\">", html, StringComparison.Ordinal);
        Assert.Contains("value=\"ES\" selected", html, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task A_posted_report_is_answered_in_the_language_of_its_address()
    {
        string html = WebUtility.HtmlDecode(await site.Http.PostFormAsync("/es/results", ("text", "dolor de espalda y no puedo orinar")));

        Assert.Contains("Busque atención de urgencia ahora", html, StringComparison.Ordinal);
        Assert.Contains("action=\"/en/results\"", html, StringComparison.Ordinal);
        Assert.Contains("action=\"/es/understood\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_leads_elsewhere_keeps_the_language()
    {
        using HttpResponseMessage response = await site.Http.GetAsync("/es/results");

        Assert.Equal("/es", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("", false)]
    public async Task The_language_is_remembered_only_when_the_box_is_ticked(string remember, bool kept)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("language", "es"), KeyValuePair.Create("remember", remember)]);
        using HttpResponseMessage response = await site.Http.PostAsync("/language", form);

        Assert.Equal(kept, response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) && cookies.Single().StartsWith("backcare-language=es;", StringComparison.Ordinal));
        Assert.Equal(kept ? "/" : "/es", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_remembered_language_goes_before_what_the_browser_asks_for_and_is_forgotten_on_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/language");
        request.Headers.Add("Cookie", "backcare-language=es");
        using HttpResponseMessage page = await site.Http.SendAsync(request);
        Assert.Contains("<html lang=\"es\">", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var forget = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new FormUrlEncodedContent([KeyValuePair.Create("language", "es")]) };
        forget.Headers.Add("Cookie", "backcare-language=es");
        using HttpResponseMessage forgotten = await site.Http.SendAsync(forget);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(forgotten.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_no_file_has_is_named() =>
        Assert.Contains("'Home_Nothing'", Assert.Throws<KeyNotFoundException>(() => PageTexts.For("es")["Home_Nothing"]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_count_of_one_has_its_own_text()
    {
        Assert.Equal("Please check one thing", PageTexts.For("en").Count("Errors_Title", 1));
        Assert.Equal("Revise 3 cosas, por favor", PageTexts.For("es").Count("Errors_Title", 3));
    }
}
