using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.App.Orders;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Shop;

public sealed class OrderWebhookTests(BackCareSite unset, OrderWebhookTests.SignedSite site) : IClassFixture<OrderWebhookTests.SignedSite>
{
    private const string Secret = "a-secret-of-more-than-thirty-two-characters";
    private const string Order = """{ "orderId": "1001", "placedUtc": "2026-11-20T10:00:00Z", "currency": "USD", "items": [{ "sku": "BC-0002", "quantity": 2, "priceMinor": 1495 }, { "sku": "no-such", "quantity": 1, "priceMinor": 1 }] }""";

    [Fact]
    public async Task A_signed_order_is_taken_once_and_unknown_articles_are_named()
    {
        JsonNode first = await TakenAsync(Order), again = await TakenAsync(Order);

        Assert.Equal(("false", "tulis_classic_heel_cups", "2"), (first.Text("duplicate"), first["lines"]![0]!.Text("productId"), first["lines"]![0]!.Text("quantity")));
        Assert.Equal("no-such", first["unknown"]![0]!.ToString());
        Assert.Equal("true", again.Text("duplicate"));
        Assert.Empty(again["lines"]!.AsArray());
    }

    [Fact]
    public async Task An_order_without_a_signature_with_a_wrong_one_or_an_old_one_is_refused()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        byte[] body = Encoding.UTF8.GetBytes(Order);
        string?[] signatures =
        [
            null, "t=1,v1=abc", "t=99999999999999,v1=" + new string('0', 64), WebhookSignature.Sign(body, Secret + "x", now),
            WebhookSignature.Sign(Encoding.UTF8.GetBytes(Order + " "), Secret, now), WebhookSignature.Sign(body, Secret, now.AddMinutes(-6)), WebhookSignature.Sign(body, Secret, now.AddMinutes(6)),
        ];
        foreach (string? signature in signatures)
        {
            using HttpResponseMessage answer = await SendAsync(site, Order, signature);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal("not_signed", (await answer.ProblemAsync()).Text("code"));
        }
    }

    [Fact]
    public async Task Without_a_secret_nobody_can_report()
    {
        using HttpResponseMessage answer = await SendAsync(unset, Order, WebhookSignature.Sign(Encoding.UTF8.GetBytes(Order), "", TimeProvider.System.GetUtcNow()));

        Assert.Contains("Checkout:WebhookSecret is not set", (await answer.ProblemAsync()).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_order_that_breaks_a_rule_is_told_which()
    {
        const string wrong = """{ "orderId": "1002", "placedUtc": "2026-11-20T10:00:00Z", "currency": "usd", "items": [] }""";
        using HttpResponseMessage answer = await SendAsync(site, wrong, WebhookSignature.Sign(Encoding.UTF8.GetBytes(wrong), Secret, TimeProvider.System.GetUtcNow()));
        JsonObject problem = await answer.ProblemAsync();

        Assert.Equal(["$.currency", "$.items"], problem["errors"]!.AsArray().Select(e => e!.Text("path")).Order());
    }

    private async Task<JsonNode> TakenAsync(string order)
    {
        using HttpResponseMessage answer = await SendAsync(site, order, WebhookSignature.Sign(Encoding.UTF8.GetBytes(order), Secret, TimeProvider.System.GetUtcNow()));
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static Task<HttpResponseMessage> SendAsync(BackCareSite to, string body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null) request.Headers.Add("X-BackCare-Signature", signature);
        return to.Http.SendAsync(request);
    }

    /// <summary>A shop that shares a secret.</summary>
    public sealed class SignedSite : BackCareSite
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
        {
            ["RateLimit:Enabled"] = "false",
            ["Checkout:WebhookSecret"] = Secret,
        };
    }
}
