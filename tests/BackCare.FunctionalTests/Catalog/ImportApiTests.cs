using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>Imports and exports over HTTP: the API with an admin key, and the pages without a script.</summary>
public sealed partial class ImportApiTests : IDisposable
{
    private const string File = "sku,name,price,stock\nAPI-1,Gel heel cup of the API,19.95,3\n";

    private readonly BackCareSite site = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_program_uploads_asks_applies_and_sends_the_same_again_without_harm()
    {
        HttpClient key = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage begun = await PostAsync(key, "/v1/admin/products:import?fileName=stock.csv", File, "text/csv", "first");
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        string address = begun.Headers.Location!.ToString();
        using HttpResponseMessage again = await PostAsync(key, "/v1/admin/products:import?fileName=stock.csv", File, "text/csv", "first");
        Assert.Equal(address, again.Headers.Location!.ToString());

        JsonNode import = await EndedAsync(key, address, "checked");
        Assert.Equal((1, 0), ((int)import["import"]!["counts"]!["added"]!, (int)import["import"]!["counts"]!["rejected"]!));
        using HttpResponseMessage applied = await key.PostJsonAsync($"{address}:apply", "{}");
        Assert.Equal(HttpStatusCode.Accepted, applied.StatusCode);
        await EndedAsync(key, address, "imported");
        using HttpResponseMessage twice = await key.PostJsonAsync($"{address}:apply", "{}");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Contains("Gel heel cup of the API", await key.GetStringAsync("/v1/admin/products:export?format=backcare", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_takes_an_import_back_once_and_only_when_it_is_in_the_catalogue()
    {
        HttpClient key = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage begun = await PostAsync(key, "/v1/admin/products:import", File, "text/csv", null);
        string address = begun.Headers.Location!.ToString();
        await EndedAsync(key, address, "checked");
        using HttpResponseMessage early = await PostAsync(key, $"{address}:undo", "{}", "application/json", null);
        await key.PostJsonAsync($"{address}:apply", "{}");
        await EndedAsync(key, address, "imported");

        using HttpResponseMessage undone = await PostAsync(key, $"{address}:undo", "{}", "application/json", "undo-1");
        using HttpResponseMessage repeated = await PostAsync(key, $"{address}:undo", "{}", "application/json", "undo-1");
        using HttpResponseMessage twice = await PostAsync(key, $"{address}:undo", "{}", "application/json", null);
        using HttpResponseMessage unknown = await PostAsync(key, "/v1/admin/imports/nobody:undo", "{}", "application/json", null);
        using HttpResponseMessage shopper = await (await site.WithKeyAsync(ApiKeyScope.Public)).PostJsonAsync($"{address}:undo", "{}");

        JsonNode answer = JsonNode.Parse(await undone.Content.ReadAsStringAsync(Cancelled))!;
        Assert.Equal(("undone", 1), ((string)answer["import"]!["state"]!, answer["done"]!.AsArray().Count));
        Assert.Equal(answer.ToJsonString(), JsonNode.Parse(await repeated.Content.ReadAsStringAsync(Cancelled))!.ToJsonString());
        Assert.DoesNotContain("Gel heel cup of the API", await key.GetStringAsync("/v1/admin/products:export?format=backcare", Cancelled), StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (early.StatusCode, twice.StatusCode, unknown.StatusCode, shopper.StatusCode));
        Assert.StartsWith("The import is checked: nothing of it is in the catalogue", (await early.ProblemAsync()).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_a_problem_that_says_what_it_is()
    {
        HttpClient key = await site.WithKeyAsync(ApiKeyScope.Admin);
        using HttpResponseMessage answer = await PostAsync(key, "/v1/admin/products:import", "PK\u0003\u0004xl/workbook", "application/octet-stream", null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("This is an Excel workbook (.xlsx)", (await answer.ProblemAsync()).Text("detail"), StringComparison.Ordinal);
        using HttpResponseMessage unknown = await key.GetAsync("/v1/admin/products:export?format=xlsx", Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task An_admin_uploads_checks_and_imports_on_the_pages()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage uploaded = await UploadAsync(admin, "Artikel;VK\nWadenrolle;12,50\n");
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);
        string page = uploaded.Headers.Location!.ToString();
        Assert.Contains("cells separated by a semicolon", await admin.GetStringAsync(page, Cancelled), StringComparison.Ordinal);

        using HttpResponseMessage unmapped = await admin.PostPageAsync(page, $"{page}/check", ("do", "check"), ("c0", ""), ("c1", ""));
        Assert.Contains("No column fills the name, the id or the SKU", await unmapped.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using HttpResponseMessage begun = await admin.PostPageAsync(page, $"{page}/check", ("do", "check"), ("c0", "name"), ("c1", "price"), ("decimalSign", ","), ("currency", "eur"));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        string html = await StillAsync(admin, page);
        Assert.Contains("Import 1 product<", html, StringComparison.Ordinal);

        using HttpResponseMessage applied = await admin.PostPageAsync(page, $"{page}/apply");
        Assert.Equal(HttpStatusCode.Redirect, applied.StatusCode);
        Assert.Contains("It is in the catalogue: 1 new", await StillAsync(admin, page), StringComparison.Ordinal);
        using HttpResponseMessage undone = await admin.PostPageAsync(page, $"{page}/undo");
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Contains("taken back", await admin.GetStringAsync(page, Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_comes_back_with_its_sentence_on_the_page()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage refused = await UploadAsync(admin, "PK\u0003\u0004xl/");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("This is an Excel workbook (.xlsx)", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Cancelled)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_is_public_and_has_what_is_on_sale()
    {
        using HttpResponseMessage feed = await site.Http.GetAsync("/feeds/google.xml", Cancelled);

        Assert.Equal("application/rss+xml", feed.Content.Headers.ContentType!.MediaType);
        System.Xml.Linq.XDocument xml = System.Xml.Linq.XDocument.Parse(await feed.Content.ReadAsStringAsync(Cancelled));
        System.Xml.Linq.XNamespace g = "http://base.google.com/ns/1.0";
        Assert.Equal(110, xml.Descendants("item").Count());
        Assert.All(xml.Descendants("item"), item =>
        {
            Assert.Matches(@"^\d+\.\d\d [A-Z]{3}$", item.Element(g + "price")!.Value);
            Assert.StartsWith(site.Address + "/products/", item.Element(g + "link")!.Value, StringComparison.Ordinal);
        });
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string text, string mediaType, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancelled);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient admin, string text)
    {
        string token = FormToken().Match(await admin.GetStringAsync("/admin/imports", Cancelled)).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(WebUtility.HtmlDecode(token)), "form-token" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "liste.csv" },
        };
        return await admin.PostAsync("/admin/imports", form, Cancelled);
    }

    private static async Task<string> StillAsync(HttpClient client, string page)
    {
        string html = await client.GetStringAsync(page, Cancelled);
        while (html.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, Cancelled);
            html = await client.GetStringAsync(page, Cancelled);
        }

        return WebUtility.HtmlDecode(html);
    }

    private static async Task<JsonNode> EndedAsync(HttpClient client, string address, string state)
    {
        while (true)
        {
            JsonNode import = JsonNode.Parse(await client.GetStringAsync(address, Cancelled))!;
            string now = (string)import["import"]!["state"]!;
            if (now == state) return import;
            Assert.True(now is "checking" or "writing", $"It is {now}: {import["import"]!["failure"]}");
            await Task.Delay(50, Cancelled);
        }
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
