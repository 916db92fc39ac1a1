using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Hosting;
using SkiaSharp;

namespace BackCare.FunctionalTests.Catalog;

/// <summary>The catalogue's pages as a browser without scripts uses them.</summary>
public sealed partial class CatalogPagesTests(BackCareSite site)
{
    private static readonly Actor Other = new("other", "other@example.org", AccountRole.Admin);

    private static int made;

    [Fact]
    public async Task A_wrong_product_comes_back_with_what_was_typed_and_a_message_at_every_field()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage response = await admin.PostPageAsync("/admin/catalog/new", "/admin/catalog/new",
            ("act", "save"), ("name", "My <board>"), ("priceMinor", "cheap"), ("variants[0].name", "M"), ("variants[0].stockQuantity", "two"));
        string html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("value=\"My &lt;board&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"priceMinor-error\">Write a price with a point", html, StringComparison.Ordinal);
        Assert.Contains("id=\"variants[0].stockQuantity-error\">Write a whole number", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_stands_at_the_row_that_was_posted_though_others_are_left_out()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage response = await admin.PostPageAsync("/admin/catalog/new", "/admin/catalog/new", [.. Fields(NextSku()),
            ("variants[0].name", ""), ("variants[1].name", "M"), ("variants[1].sku", ""), ("variants[1].place", "1")]);

        Assert.Contains("id=\"variants[1].sku-error\">This is needed.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_promise_too_much_are_named_with_the_label_of_their_field()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin, ("note", "Cures heel pain"), ("variants[0].name", "Cures all, EU 40-41"), ("variants[0].sku", NextSku()));
        string html = await admin.GetStringAsync($"/admin/catalog/{id}");

        Assert.Contains("<a href=\"#note\">Short note</a>: <mark>Cures</mark>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#variants[0].name\">Variant 1: name</a>: <mark>Cures</mark>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_is_made_looked_at_published_and_shown()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin, ("description", "First.\n\nSecond."), ("variants[0].name", "EU 40-41"), ("variants[0].sku", NextSku()), ("variants[0].stockQuantity", "0"),
            ("variants[1].name", "EU 42-43"), ("variants[1].sku", NextSku()));
        string preview = await admin.GetStringAsync($"/admin/catalog/{id}/preview");
        Assert.Contains("Preview: this is how shoppers would see it.", preview, StringComparison.Ordinal);
        Assert.Contains("<p>Second.</p>", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync($"/products/{id}")).StatusCode);

        using HttpResponseMessage published = await admin.PostPageAsync($"/admin/catalog/{id}", $"/admin/catalog/{id}/status", ("version", "1"), ("status", "published"));
        Assert.Equal($"/admin/catalog/{id}?done=published", published.Headers.Location?.ToString());
        string page = WebUtility.HtmlDecode(await EventuallyAsync($"/products/{id}"));

        Assert.Matches("<option value=\"EU 40-41\" disabled>EU 40-41 · Out of stock", page);
        Assert.Contains("\"name\":\"EU 42-43\",\"sku\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_the_wording_table_blocks_are_marked_with_what_to_write_and_keep_it_from_shoppers()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin, ("note", "It cures pain."));
        string editor = await admin.GetStringAsync($"/admin/catalog/{id}");
        Assert.Matches("<mark>cures</mark>[^§]*blocks[^§]*CL001[^§]*Write: may help with comfort", editor);

        using HttpResponseMessage refused = await admin.PostPageAsync($"/admin/catalog/{id}", $"/admin/catalog/{id}/status", ("version", "1"), ("status", "published"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"note-error\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_editor_is_merged_and_told_or_chooses()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string sku = NextSku(), id = await MakeAsync(admin, sku);
        await ChangeAsync(id, 1, f => f with { PriceMinor = 3_000 });

        using HttpResponseMessage merged = await admin.PostPageAsync($"/admin/catalog/{id}", $"/admin/catalog/{id}", [.. Fields(sku), ("version", "1"), ("note", "Mine")]);
        Assert.Equal($"/admin/catalog/{id}?done=saved&merged=price", merged.Headers.Location?.ToString());
        Assert.Contains("Somebody else had changed this meanwhile, and it was kept: Price.", await admin.GetStringAsync(merged.Headers.Location), StringComparison.Ordinal);

        await ChangeAsync(id, 3, f => f with { Note = "Theirs" });
        (string, string)[] second = [.. Fields(sku).Where(f => f.Name != "priceMinor"), ("priceMinor", "30.00"), ("version", "3"), ("note", "Mine again")];
        using HttpResponseMessage asked = await admin.PostPageAsync($"/admin/catalog/{id}", $"/admin/catalog/{id}", second);
        string html = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, asked.StatusCode);
        Assert.Matches("Keep theirs: <strong>Theirs</strong>[^§]*Take mine: <strong>Mine again</strong>", html);
        Assert.Contains("name=\"seen\" value=\"4\"", html, StringComparison.Ordinal);

        using HttpResponseMessage chosen = await admin.PostPageAsync($"/admin/catalog/{id}", $"/admin/catalog/{id}", [.. second, ("seen", "4"), ("choose:note", "mine")]);
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal("Mine again", (await site.AskAsync(new GetDeskProduct.Query(id))).Saved.Product.Note);
    }

    [Fact]
    public async Task An_uploaded_picture_is_shown_instead_of_the_drawing()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string sku = NextSku(), id = await MakeAsync(admin, sku);
        using HttpResponseMessage saved = await UploadAsync(admin, id, sku, Drawn(), "Seen from the side");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        string preview = await admin.GetStringAsync($"/admin/catalog/{id}/preview");
        Match picture = Shown().Match(preview);
        Assert.True(picture.Success, preview);
        Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync(picture.Groups[1].Value)).StatusCode);
        Assert.Contains("alt=\"Seen from the side\"", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_and_a_picture_without_words_are_said_at_their_fields()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string sku = NextSku(), id = await MakeAsync(admin, sku);
        using HttpResponseMessage wrong = await UploadAsync(admin, id, sku, "GIF89a"u8.ToArray(), "A cat");
        Assert.Contains("id=\"picture-error\">The file is no PNG, JPEG or WebP picture", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using HttpResponseMessage wordless = await UploadAsync(admin, id, sku, Drawn(), "");
        Assert.Contains("id=\"pictures[0].alt-error\">Say in words what the picture shows", await wordless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_and_stock_are_written_in_the_list_and_a_value_that_moved_meanwhile_is_left()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin), other = await MakeAsync(admin);
        await ChangeAsync(other, 1, f => f with { StockQuantity = 9 });
        using HttpResponseMessage done = await admin.PostPageAsync("/admin/catalog", "/admin/catalog", ("act", "values"),
            ("row", id), ($"priceShown:{id}", "25.00"), ($"price:{id}", "26.50"), ($"stockShown:{id}", ""), ($"stock:{id}", "5"),
            ("row", other), ($"priceShown:{other}", "25.00"), ($"price:{other}", "25.00"), ($"stockShown:{other}", ""), ($"stock:{other}", "3"));
        string html = await done.Content.ReadAsStringAsync();

        Assert.Contains("1 product is changed, 1 left as they were.", html, StringComparison.Ordinal);
        Assert.Contains("Somebody else set the stock to 9 meanwhile.", html, StringComparison.Ordinal);
        ProductForm saved = (await site.AskAsync(new GetDeskProduct.Query(id))).Saved.Product;
        Assert.Equal((2_650, 5), (saved.PriceMinor, saved.StockQuantity));
    }

    [Fact]
    public async Task A_bulk_action_leads_back_to_the_same_list_and_can_be_taken_back_there()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin);
        using HttpResponseMessage done = await admin.PostPageAsync("/admin/catalog", "/admin/catalog",
            ("act", "bulk"), ("list.status", "draft"), ("ids", id), ("action", "adjust_price"), ("value", "-10%"));
        string address = done.Headers.Location!.ToString();
        Assert.StartsWith("/admin/catalog?status=draft&batch=", address, StringComparison.Ordinal);
        string batch = address.Split("batch=")[1][..32];

        using HttpResponseMessage undone = await admin.PostPageAsync(address, $"/admin/catalog/batches/{batch}/undo", ("list.status", "draft"));
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal(2_500, (await site.AskAsync(new GetDeskProduct.Query(id))).Saved.Product.PriceMinor);

        using HttpResponseMessage wrong = await admin.PostPageAsync("/admin/catalog", "/admin/catalog", ("act", "bulk"), ("ids", id), ("action", "adjust_price"), ("value", "10%"));
        Assert.Contains("id=\"value-error\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_shows_each_field_before_and_after_and_takes_a_change_back()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string id = await MakeAsync(admin);
        await ChangeAsync(id, 1, f => f with { PriceMinor = 3_000 });
        HistoryEntry change = (await site.AskAsync(new GetHistory.Query("product", id))).Items[0];
        string html = await admin.GetStringAsync($"/admin/catalog/{id}/history");
        Assert.Matches("Edited <span class=\"soft\">by other@example.org</span>[^§]*25.00[^§]*30.00", html);

        await admin.PostPageAsync($"/admin/catalog/{id}/history", $"/admin/catalog/{id}/history/{change.Id}/undo");
        Assert.Equal(2_500, (await site.AskAsync(new GetDeskProduct.Query(id))).Saved.Product.PriceMinor);
        Assert.Contains("Taken back since", await admin.GetStringAsync($"/admin/catalog/{id}/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_searched_and_narrowed_by_its_form()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string html = await admin.GetStringAsync("/admin/catalog?search=slant&status=published&sort=-price");
        Assert.Contains("house_slant_board", html, StringComparison.Ordinal);
        Assert.DoesNotContain("house_toe_separators", html, StringComparison.Ordinal);
        Assert.Contains("No product fits.", await admin.GetStringAsync("/admin/catalog?search=zzzz"), StringComparison.Ordinal);
        Assert.Equal("/admin/catalog", (await admin.GetAsync("/admin/catalog?sort=nosuch")).Headers.Location?.ToString());
    }

    private static string NextSku() => $"PAGE-{Interlocked.Increment(ref made)}";

    private static (string Name, string Value)[] Fields(string sku) =>
    [
        ("act", "save"), ("name", $"Page board {sku}"), ("brand", "House"), ("sku", sku), ("categoryId", "calf_stretchers"), ("evidenceProfile", "slantboard"),
        ("regions", "foot"), ("priceMinor", "25.00"), ("currency", "USD"), ("archHeight", "na"), ("firmness", "na"),
    ];

    private static Task<string> MakeAsync(HttpClient admin, params (string, string)[] more) => MakeAsync(admin, NextSku(), more);

    private static async Task<string> MakeAsync(HttpClient admin, string sku, params (string, string)[] more)
    {
        using HttpResponseMessage saved = await admin.PostPageAsync("/admin/catalog/new", "/admin/catalog/new", [.. Fields(sku), .. more]);
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        return saved.Headers.Location!.ToString()["/admin/catalog/".Length..].Split('?')[0];
    }

    private async Task ChangeAsync(string id, long version, Func<ProductForm, ProductForm> change)
    {
        Answer<EditProduct.Response> saved = await site.SendAsync(new EditProduct.Command(id, version, f => change(f), Other));
        Assert.Null(saved.Refusal);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient admin, string id, string sku, byte[] file, string alt)
    {
        string html = await admin.GetStringAsync($"/admin/catalog/{id}");
        using var form = new MultipartFormDataContent { { new StringContent(WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value)), "form-token" }, { new StringContent("1"), "version" } };
        foreach ((string name, string value) in Fields(sku)) form.Add(new StringContent(value), name);
        form.Add(new StringContent(alt), "pictureAlt");
        var picture = new ByteArrayContent(file);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(picture, "picture", "photo.png");
        return await admin.PostAsync($"/admin/catalog/{id}", form);
    }

    private async Task<string> EventuallyAsync(string address)
    {
        for (int i = 0; i < 300; i++)
        {
            using HttpResponseMessage response = await site.Http.GetAsync(address);
            if (response.StatusCode == HttpStatusCode.OK) return await response.Content.ReadAsStringAsync();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"{address} was not there within 30 seconds.");
    }

    private static byte[] Drawn()
    {
        using var bitmap = new SKBitmap(400, 300);
        using (var canvas = new SKCanvas(bitmap)) canvas.Clear(SKColors.Teal);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<img class=\"picture photo large\" src=\"(/pictures/[0-9a-f]{64})\"")]
    private static partial Regex Shown();
}
