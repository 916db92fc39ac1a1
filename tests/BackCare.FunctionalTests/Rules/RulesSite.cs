using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Rules;

/// <summary>A shop of its own: rules change every list, also those of other tests.</summary>
public sealed class RulesSite : BackCareSite
{
    protected override bool LogsEverything => true;

    protected override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["RateLimit:Enabled"] = "false", ["Shop:TimeZone"] = "America/New_York" };
}

/// <summary>Writes to the API with the headers of a careful client.</summary>
internal static class CarefulWrites
{
    public static Task<HttpResponseMessage> WriteAsync(
        this HttpClient http, HttpMethod method, string address, string? json, string? ifMatch = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, address);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return http.SendAsync(request);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}
