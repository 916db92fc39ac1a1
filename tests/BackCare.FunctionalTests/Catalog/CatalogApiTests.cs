using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;
using SkiaSharp;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>The catalogue's desk through the API, as a stranger's program would use it.</summary>
public sealed class CatalogApiTests(BackCareSite site)
{
    private static int made;

    [Fact]
    public async Task A_program_makes_changes_publishes_and_retires_a_product()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, JsonObject product) = await MakeAsync(api);
        Assert.Equal("draft", product.Text("status"));

        using HttpResponseMessage patched = await SendAsync(api, HttpMethod.Patch, address, """{ "priceMinor": 1999, "note": "Now cheaper", "attributes": { "angle": "20" } }""", "\"1\"");
        JsonObject body = await BodyAsync(patched);
        Assert.Equal(("\"2\"", "1999", "20"), (patched.Headers.ETag!.Tag, body["product"]!.Text("priceMinor"), body["product"]!["attributes"]!.Text("angle")));

        using HttpResponseMessage published = await SendAsync(api, HttpMethod.Put, address + "/status", """{ "status": "published" }""", "\"2\"");
        Assert.Equal("published", (await BodyAsync(published)).Text("status"));
        string id = product.Text("id")!;
        await EventuallyAsync(async () => (await site.Http.GetAsync($"/v1/products/{id}")).StatusCode == HttpStatusCode.OK);

        using HttpResponseMessage retired = await SendAsync(api, HttpMethod.Delete, address, null, "\"3\"");
        Assert.Equal("retired", (await BodyAsync(retired)).Text("status"));
        await EventuallyAsync(async () => (await site.Http.GetAsync($"/v1/products/{id}")).StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_write_names_the_version_it_starts_from()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, _) = await MakeAsync(api);

        using HttpResponseMessage without = await SendAsync(api, HttpMethod.Patch, address, """{ "note": "x" }""");
        Assert.Equal(((HttpStatusCode)428, "if_match_missing"), (without.StatusCode, (await without.ProblemAsync()).Text("code")));

        using HttpResponseMessage any = await SendAsync(api, HttpMethod.Patch, address, """{ "note": "x" }""", "*");
        Assert.Equal(HttpStatusCode.BadRequest, any.StatusCode);

        using HttpResponseMessage first = await SendAsync(api, HttpMethod.Patch, address, """{ "priceMinor": 1000 }""", "\"1\"");
        using HttpResponseMessage second = await SendAsync(api, HttpMethod.Patch, address, """{ "note": "x" }""", "\"1\"");
        JsonObject stale = await second.ProblemAsync();
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale", "2"), (second.StatusCode, stale.Text("code"), stale.Text("version")));
        Assert.Equal(("price", "25.00", "10.00"), (stale["since"]![0]!.Text("field"), stale["since"]![0]!.Text("before"), stale["since"]![0]!.Text("after")));
        Assert.Equal("10.00", stale["present"]!.Text("price"));
    }

    [Fact]
    public async Task What_was_read_is_not_sent_again_while_it_is_the_same()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, _) = await MakeAsync(api);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"1\"") } } };
        using HttpResponseMessage same = await api.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task A_repeated_write_is_answered_again_and_done_once()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        string key = Guid.NewGuid().ToString("N"), body = NewProduct(out _);
        using HttpResponseMessage first = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", body, key: key);
        using HttpResponseMessage second = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", body, key: key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal((first.Headers.Location, first.Headers.ETag), (second.Headers.Location, second.Headers.ETag));
        Assert.Equal((false, true), (first.Headers.Contains("Idempotency-Replayed"), second.Headers.Contains("Idempotency-Replayed")));

        using HttpResponseMessage other = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", NewProduct(out _), key: key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.StatusCode, (await other.ProblemAsync()).Text("code")));
    }

    [Fact]
    public async Task A_refused_write_may_be_sent_again_corrected_under_its_key()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        string key = Guid.NewGuid().ToString("N");
        using HttpResponseMessage wrong = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", """{ "product": { "sku": "", "name": "", "brand": "", "categoryId": "" } }""", key: key);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        using HttpResponseMessage right = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", NewProduct(out _), key: key);
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
    }

    [Theory]
    [InlineData("""{ "nosuch": 1 }""", "$.nosuch")]
    [InlineData("""{ "priceMinor": "cheap" }""", "$.priceMinor")]
    [InlineData("""{ "name": null }""", "$.body")]
    [InlineData("""{ "variants": [{ "id": "", "name": "M" }] }""", "$.variants[0]")]
    public async Task A_patch_that_does_not_fit_a_product_is_refused_with_its_place(string patch, string path)
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, _) = await MakeAsync(api);
        using HttpResponseMessage refused = await SendAsync(api, HttpMethod.Patch, address, patch, "\"1\"");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith(path, (await refused.ProblemAsync())["errors"]![0]!.Text("path"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variants_pictures_and_own_links_are_put_and_taken_out_one_by_one()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, JsonObject product) = await MakeAsync(api);
        string sku = product["product"]!.Text("sku")!;
        using var upload = new ByteArrayContent(Drawn());
        upload.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using HttpResponseMessage taken = await api.PostAsync("/v1/admin/pictures", upload);
        string hash = (await BodyAsync(taken)).Text("hash")!;

        await DoneAsync(SendAsync(api, HttpMethod.Put, address + "/variants/m", $$"""{ "id": "", "name": "M", "sku": "{{sku}}-M", "stockQuantity": 2 }""", "\"1\""));
        await DoneAsync(SendAsync(api, HttpMethod.Put, $"{address}/pictures/{hash}", """{ "alt": "The board from the side" }""", "\"2\""));
        await DoneAsync(SendAsync(api, HttpMethod.Put, address + "/overrides/calf_tight",
            """{ "symptomId": "", "effect": "may_help", "relevance": 0.4, "grade": "limited", "role": "adjunct", "sourceIds": ["EXPERT_OPINION"] }""", "\"3\""));
        JsonNode whole = JsonNode.Parse(await api.GetStringAsync(address))!["saved"]!["product"]!;
        Assert.Equal(("2", hash, "0.4"), (whole["variants"]![0]!.Text("stockQuantity"), whole["pictures"]![0]!.Text("hash"), whole["overrides"]![0]!.Text("relevance")));

        await DoneAsync(SendAsync(api, HttpMethod.Delete, address + "/variants/m", null, "\"4\""));
        using HttpResponseMessage gone = await SendAsync(api, HttpMethod.Delete, address + "/variants/m", null, "\"5\"");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        using HttpResponseMessage small = await site.Http.GetAsync($"/pictures/{hash}/small");
        Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), (small.Content.Headers.ContentType!.MediaType, small.Headers.CacheControl!.ToString().Replace("max-age=31536000, public", "public, max-age=31536000", StringComparison.Ordinal)));
        Assert.Equal("default-src 'none'; sandbox", small.Headers.GetValues("Content-Security-Policy").Single());
        using HttpResponseMessage none = await site.Http.GetAsync($"/pictures/{new string('0', 64)}");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_refused_whatever_it_calls_itself()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        using var upload = new ByteArrayContent(Encoding.ASCII.GetBytes("<svg onload='alert(1)'/>"));
        upload.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using HttpResponseMessage refused = await api.PostAsync("/v1/admin/pictures", upload);

        Assert.Contains("no PNG, JPEG or WebP", (await refused.ProblemAsync())["errors"]![0]!.Text("problem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_is_read_by_cursor_and_a_change_is_taken_back()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, _) = await MakeAsync(api);
        await DoneAsync(SendAsync(api, HttpMethod.Patch, address, """{ "priceMinor": 1000 }""", "\"1\""));
        JsonNode page = JsonNode.Parse(await api.GetStringAsync(address + "/history?limit=1"))!;
        Assert.Equal(("edit", "price"), (page["items"]![0]!.Text("kind"), page["items"]![0]!["changes"]![0]!.Text("field")));
        JsonNode older = JsonNode.Parse(await api.GetStringAsync($"{address}/history?limit=1&cursor={page.Text("next")}"))!;
        Assert.Equal("create", older["items"]![0]!.Text("kind"));

        await DoneAsync(SendAsync(api, HttpMethod.Post, $"{address}/history/{page["items"]![0]!.Text("id")}/undo", null));
        Assert.Equal("2500", JsonNode.Parse(await api.GetStringAsync(address))!["saved"]!["product"]!.Text("priceMinor"));
    }

    [Fact]
    public async Task A_bulk_action_tells_what_it_did_and_is_taken_back_by_its_batch()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        (string address, JsonObject product) = await MakeAsync(api);
        string id = product.Text("id")!;
        using HttpResponseMessage done = await SendAsync(api, HttpMethod.Post, "/v1/admin/products:bulk", $$"""{ "ids": ["{{id}}", "no_such"], "action": "set_stock", "value": "4" }""");
        JsonObject result = await BodyAsync(done);
        Assert.Equal(("1", "no_such"), (result.Text("changed"), result["refused"]![0]!.Text("id")));

        await DoneAsync(SendAsync(api, HttpMethod.Post, $"/v1/admin/batches/{result.Text("batchId")}:undo", null));
        Assert.Null(JsonNode.Parse(await api.GetStringAsync(address))!["saved"]!["product"]!["stockQuantity"]);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page()
    {
        HttpClient api = await site.WithKeyAsync(ApiKeyScope.Admin);
        JsonNode first = JsonNode.Parse(await api.GetStringAsync("/v1/admin/products?limit=2&sort=price"))!;
        JsonNode second = JsonNode.Parse(await api.GetStringAsync($"/v1/admin/products?limit=2&sort=price&cursor={first.Text("next")}"))!;

        Assert.True(long.Parse(second["items"]![0]!.Text("priceMinor")!, CultureInfo.InvariantCulture) >= long.Parse(first["items"]![1]!.Text("priceMinor")!, CultureInfo.InvariantCulture));
        Assert.NotEqual(first["items"]![1]!.Text("id"), second["items"]![0]!.Text("id"));
    }

    private static string NewProduct(out string name)
    {
        int n = Interlocked.Increment(ref made);
        name = $"Api board {n}";
        return $$"""{ "product": { "sku": "API-{{n}}", "name": "{{name}}", "brand": "House", "categoryId": "calf_stretchers", "evidenceProfile": "slantboard", "regions": ["foot"], "priceMinor": 2500 } }""";
    }

    private static async Task<(string Address, JsonObject Product)> MakeAsync(HttpClient api)
    {
        using HttpResponseMessage response = await SendAsync(api, HttpMethod.Post, "/v1/admin/products", NewProduct(out _));
        JsonObject product = await BodyAsync(response);
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (response.StatusCode, response.Headers.ETag?.Tag));
        return (response.Headers.Location!.ToString(), product);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient api, HttpMethod method, string address, string? json, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await api.SendAsync(request);
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    private static async Task DoneAsync(Task<HttpResponseMessage> sent)
    {
        using HttpResponseMessage response = await sent;
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 300; i++)
        {
            if (await holds()) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("It did not come to be within 30 seconds.");
    }

    private static byte[] Drawn()
    {
        using var bitmap = new SKBitmap(400, 300);
        using (var canvas = new SKCanvas(bitmap)) canvas.Clear(SKColors.Teal);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
