using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Pages;

/// <summary>Pages go out packed, except those beside whose token something is repeated that an address says.</summary>
public sealed partial class PackedPagesTests(BackCareSite site)
{
    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    public async Task A_page_is_packed_as_the_browser_asks_and_reads_the_same(string accepted, string encoding)
    {
        string plain = await site.Http.GetStringAsync("/learn");
        using HttpResponseMessage packed = await GetAsync(site.Http, "/learn", accepted);
        byte[] body = await packed.Content.ReadAsByteArrayAsync();
        await using Stream opened = encoding == "br"
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);

        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        Assert.InRange(body.Length, 1, plain.Length / 2);
        Assert.Equal(Nonce().Replace(plain, ""), Nonce().Replace(await new StreamReader(opened).ReadToEndAsync(), ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("br;q=0")]
    public async Task Who_asks_for_no_packing_gets_none(string accepted)
    {
        using HttpResponseMessage plain = await GetAsync(site.Http, "/learn", accepted);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.StartsWith("<!DOCTYPE html>", await plain.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_a_form_token_and_pages_of_who_signed_in_are_sent_as_they_are()
    {
        using HttpResponseMessage open = await GetAsync(site.Http, "/accounts/sign-in", "gzip, br");
        using HttpResponseMessage desk = await GetAsync(await site.AsAsync(AccountRole.Admin), "/admin/audit", "gzip, br");

        Assert.Contains("form-token", await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(open.Content.Headers.ContentEncoding);
        Assert.Equal(HttpStatusCode.OK, desk.StatusCode);
        Assert.Empty(desk.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task The_api_packs_what_everybody_may_read_and_not_what_names_a_visitor()
    {
        using HttpResponseMessage symptoms = await GetAsync(site.Http, "/v1/symptoms", "br");
        using var mine = new HttpRequestMessage(HttpMethod.Get, "/v1/me/export") { Headers = { { "X-Visitor-Id", "somebody" }, { "Accept-Encoding", "br" } } };
        using HttpResponseMessage export = await site.Http.SendAsync(mine);

        Assert.Equal(["br"], symptoms.Content.Headers.ContentEncoding);
        Assert.Empty(export.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_file_is_packed_too_and_kept_for_a_year_under_the_address_that_names_its_content(string encoding)
    {
        string home = await site.Http.GetStringAsync("/");
        int from = home.IndexOf("/assets/site.css?v=", StringComparison.Ordinal);
        using HttpResponseMessage sheet = await GetAsync(site.Http, home[from..home.IndexOf('"', from)], encoding);

        Assert.Equal([encoding], sheet.Content.Headers.ContentEncoding);
        Assert.Equal("public, max-age=31536000, immutable", sheet.Headers.CacheControl!.ToString());
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string address, string accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return client.SendAsync(request);
    }

    // Every answer has one of its own.
    [GeneratedRegex("nonce=\"[^\"]+\"")]
    private static partial Regex Nonce();
}
