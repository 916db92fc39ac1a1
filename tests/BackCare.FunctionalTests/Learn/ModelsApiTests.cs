using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

public sealed class ModelsApiTests(BackCareSite site)
{
    private static int made;

    [Fact]
    public async Task Models_are_listed_and_shown_with_their_card()
    {
        string version = Write("refuse");
        HttpClient analyst = await AnalystAsync();

        JsonNode list = JsonNode.Parse(await analyst.GetStringAsync("/v1/models"))!;
        JsonNode item = list["items"]!.AsArray().Single(i => i!.Text("version") == version)!;
        Assert.Equal(("lambdamart", "0.75", "false", "refuse"), (item.Text("trainer"), item.Text("ndcg10"), item.Text("champion"), item.Text("verdict")));

        JsonNode shown = JsonNode.Parse(await analyst.GetStringAsync($"/v1/models/{version}"))!;
        Assert.Equal("Its reason.", shown["reasons"]![0]!.ToString());
        Assert.Equal(["card.json", "model.txt"], shown["files"]!.AsArray().Select(f => f!.ToString()));
        Assert.Equal("lambdamart", shown["card"]!.Text("trainer"));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task Training_data_is_checked_from_any_moment_there_is(string since)
    {
        HttpClient analyst = await AnalystAsync();

        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync($"/v1/training-data/checks?since={since}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync($"/v1/training-data/checks?until={since}")).StatusCode);
    }

    [Fact]
    public async Task Files_are_downloaded_and_nothing_outside_a_version_is()
    {
        string version = Write("refuse");
        HttpClient analyst = await AnalystAsync();

        using HttpResponseMessage file = await analyst.GetAsync($"/v1/models/{version}/files/model.txt");
        Assert.Equal(ModelsOnDisk.Model, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        foreach (string address in new[] { $"/v1/models/{version}/files/..%2fcard.json", $"/v1/models/..%2f{version}/files/card.json", $"/v1/models/{version}/files/none.txt" })
            Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_the_gate_refused_is_not_promoted()
    {
        string version = Write("refuse");
        using HttpResponseMessage response = await (await AnalystAsync()).PutAsJsonAsync("/v1/models/ranking/aliases/champion", new { version, decide = true, reason = "please" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        JsonObject problem = await response.ProblemAsync();
        Assert.Equal("not_allowed_by_rule", problem.Text("code"));
        Assert.Contains("nobody can overrule it. Its reason.", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promotion_and_rollback_are_in_the_audit_trail()
    {
        string version = Write("not_enough_evidence");
        HttpClient analyst = await AnalystAsync();

        using HttpResponseMessage promoted = await analyst.PutAsJsonAsync("/v1/models/ranking/aliases/champion", new { version, decide = true, reason = "first week" });
        Assert.Equal(HttpStatusCode.OK, promoted.StatusCode);
        using HttpResponseMessage again = await analyst.PutAsJsonAsync("/v1/models/ranking/aliases/champion", new { version, decide = true, reason = "first week" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using HttpResponseMessage other = await analyst.PostAsJsonAsync("/v1/models/other:rollback", new { });
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        using HttpResponseMessage back = await analyst.PostAsJsonAsync($"/v1/models/{version}:rollback", new { });
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);

        GetAuditTrail.Response trail = await site.AskAsync(new GetAuditTrail.Query(Area: "model"));
        GetAuditTrail.Item entry = trail.Items.Single(i => i.Action == "model.promoted" && i.Target == $"model:{version}");
        Assert.Equal(SignedIn.EmailOf(AccountRole.Analyst), entry.ActorName);
        Assert.Contains("decided: first week", entry.Detail, StringComparison.Ordinal);
        Assert.Contains(trail.Items, i => i.Action == "model.rolled_back" && i.Detail.Contains(version, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT", "/v1/models/ranking/aliases/champion", """{ "version": "nothing" }""", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/v1/models/other/aliases/champion", """{ "version": "nothing" }""", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/v1/models/ranking/aliases/champion", """{ "version": "x", "decide": true }""", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/v1/models/ranking/aliases/champion", """{ "colour": "blue" }""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/v1/models/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/training-runs/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/training-runs?take=0", null, HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/v1/training-runs/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/training-runs", """{ "trainer": "nobody" }""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_done_is_said_as_a_problem(string method, string address, string? body, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await (await AnalystAsync()).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.False(string.IsNullOrEmpty((await response.ProblemAsync()).Text("detail")));
    }

    private string Write(string verdict)
    {
        string version = $"v{Interlocked.Increment(ref made)}";
        Assert.Null(site.Services.GetRequiredService<ModelStore>().Write(version, ModelsOnDisk.Parts(verdict)).Refusal);
        return version;
    }

    private async Task<HttpClient> AnalystAsync()
    {
        HttpClient analyst = await site.AsAsync(AccountRole.Analyst);
        if (!analyst.DefaultRequestHeaders.Contains(SignedIn.OwnScript))
            analyst.DefaultRequestHeaders.TryAddWithoutValidation(SignedIn.OwnScript, "1");
        return analyst;
    }
}
