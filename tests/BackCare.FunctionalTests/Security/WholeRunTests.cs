using System.Net;
using System.Text.Json.Nodes;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Data.Sqlite;

namespace BackCare.FunctionalTests.Security;

/// <summary>A whole run of the web host as a process, everything logged at the finest level: what a shopper typed is in nothing that it leaves behind.</summary>
public sealed class WholeRunTests
{
    private const string Canary = "wombatine", Told = $"My heel hurts like a {Canary} in the morning";

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "RQ03")]
    [Trait("Rule", "RQ09")]
    public async Task What_was_typed_is_in_no_line_no_address_and_no_byte_of_any_file_with_or_without_consent_after_errors_and_a_crash()
    {
        using TracedHost host = await TracedHost.StartAsync(Ended);
        List<string> addresses = [];
        await VisitAsync(host, addresses);
        (await PostAsync(host, addresses, "/your-data/consent")).Dispose();
        await VisitAsync(host, addresses);
        await CallAsync(host, addresses);
        await BreakAsync(host, addresses);
        host.Kill();

        Assert.True(host.Said.Count > 500, $"The process tells everything, and told {host.Said.Count} lines.");
        Assert.Contains(host.Said, line => line.Contains("SqliteException", StringComparison.Ordinal));
        Assert.Equal([], host.Said.Where(line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal([], addresses.Where(address => address.Contains(Canary, StringComparison.OrdinalIgnoreCase) || address.Contains("heel_pain", StringComparison.Ordinal)));

        // The log of the database's engine and all else that the process wrote.
        Assert.Equal([], host.FilesWith(Canary));
        Assert.Contains("backcare.db", host.FilesWith("SQLite format 3"));
    }

    /// <summary>Every page that takes words, with what is right, wrong and dangerous.</summary>
    private static async Task VisitAsync(TracedHost host, List<string> addresses)
    {
        foreach (string page in new[] { "/", "/es", "/understood", "/interview", "/results", "/es/results", "/plan", "/compare", "/products", "/plan/keep", "/basket", "/language" })
        {
            (await PostAsync(host, addresses, page, ("text", Told), ("q", Told), ("symptom", "heel_pain_first_step"), ("activity", Canary), ("note", Canary))).Dispose();
            (await PostAsync(host, addresses, page, ("text", Told + " and I can't pee"), ("answer.rf_ces_saddle", Canary), ("age", Canary), ("side", Canary), ("symptom", Canary))).Dispose();
        }

        (await host.Http.GetAsync("/your-data", Ended)).Dispose();
    }

    /// <summary>Every endpoint of the API that takes words, with bodies that are right, wrong and torn.</summary>
    private static async Task CallAsync(TracedHost host, List<string> addresses)
    {
        string kept = $$"""{ "text": "{{Told}}", "symptoms": ["heel_pain_first_step"], "context": { "activity": "{{Canary}}" }, "visitorId": "run", "consent": { "version": "1", "grantedUtc": "2026-11-01T09:00:00Z" } }""";
        foreach (string path in new[] { "/v1/recommendations", "/v1/interview", "/v1/link", "/v1/products/search", "/v1/events", "/v1/rank", "/v1/related", "/v1/complements", "/v1/orders" })
        {
            foreach (string body in new[] { kept, $$"""{ "text": "{{Told}}" """, $$"""{ "{{Told}}": "{{Canary}}", "side": "{{Canary}}", "limit": "{{Canary}}" }""", $"[\"{Canary}\"]", $$"""{ "text": "{{Told}} {{new string('x', 3_000)}}" }""" })
            {
                using HttpResponseMessage answer = await host.Http.PostJsonAsync(path, body);
                Note(answer, addresses);
                Assert.True((int)answer.StatusCode < 500, $"{path} answered {answer.StatusCode}.");
                if (!answer.IsSuccessStatusCode)
                    Assert.DoesNotContain(Canary, await answer.Content.ReadAsStringAsync(Ended), StringComparison.OrdinalIgnoreCase);
            }
        }

        using HttpResponseMessage served = await host.Http.PostJsonAsync("/v1/recommendations", kept);
        string id = JsonNode.Parse(await served.Content.ReadAsStringAsync(Ended))!.Text("recommendationId")!;
        using HttpResponseMessage replay = await host.Http.GetAsync($"/v1/recommendations/{id}", Ended);
        Assert.Equal(HttpStatusCode.OK, replay.StatusCode);
    }

    /// <summary>Takes a table away under the running host, so that requests with words in them fail with exceptions.</summary>
    private static async Task BreakAsync(TracedHost host, List<string> addresses)
    {
        await using (var connection = new SqliteConnection($"Data Source={host.Database};Pooling=false"))
        {
            await connection.OpenAsync(Ended);
            await using SqliteCommand drop = connection.CreateCommand();
            drop.CommandText = """DROP TABLE "ReviewReports"; DROP TABLE "ReviewEvents"; DROP TABLE "Reviews"; DROP TABLE "KeptPlans"; DROP TABLE "Interactions";""";
            await drop.ExecuteNonQueryAsync(Ended);
        }

        using HttpResponseMessage review = await PostAsync(host, addresses, "/reviews/write", ("topic", "product"), ("about", "house_slant_board"), ("stars", "4"), ("text", Told), ("title", Canary), ("authorName", Canary));
        Assert.Equal(HttpStatusCode.InternalServerError, review.StatusCode);
        Assert.DoesNotContain(Canary, await review.Content.ReadAsStringAsync(Ended), StringComparison.OrdinalIgnoreCase);
        (await PostAsync(host, addresses, "/plan/keep", ("text", Told), ("symptom", "heel_pain_first_step"), ("agree", "yes"))).Dispose();
        (await PostAsync(host, addresses, "/results", ("text", Told))).Dispose();
        (await host.Http.GetAsync("/v1/me/export", Ended)).Dispose();
    }

    private static async Task<HttpResponseMessage> PostAsync(TracedHost host, List<string> addresses, string path, params (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        HttpResponseMessage answer = await host.Http.PostAsync(path, form, Ended);
        Note(answer, addresses);
        return answer;
    }

    /// <summary>Where the client is sent, what it is asked to keep, and what stands in the links and forms of the page as an address.</summary>
    private static void Note(HttpResponseMessage answer, List<string> addresses)
    {
        addresses.Add(answer.RequestMessage!.RequestUri!.PathAndQuery);
        addresses.Add(answer.Headers.Location?.ToString() ?? "");
        addresses.AddRange(answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) ? cookies : []);
        addresses.AddRange(answer.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links : []);
    }
}
