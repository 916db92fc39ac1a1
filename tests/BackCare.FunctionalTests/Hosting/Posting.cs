using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackCare.FunctionalTests.Hosting;

/// <summary>Sends and reads plain JSON: the tests speak to the API as a stranger would, without its types.</summary>
internal static class Posting
{
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient http, string address, string json, string mediaType = "application/json")
    {
        var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        // With a large body the client waits for the server's first word: a refusal that closes the connection is then never cut off.
        return http.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content, Headers = { ExpectContinue = json.Length > 50_000 } });
    }

    public static async Task<JsonObject> RecommendAsync(this HttpClient http, object report)
    {
        using HttpResponseMessage response = await http.PostJsonAsync("/v1/recommendations", JsonSerializer.Serialize(report));
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!.AsObject();
    }

    public static async Task<JsonObject> ProblemAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public static async Task<string> PostFormAsync(this HttpClient http, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using HttpResponseMessage response = await http.PostAsync(address, form);
        return await response.Content.ReadAsStringAsync();
    }

    public static string? Text(this JsonNode node, string name) => node[name]?.ToString();
}
