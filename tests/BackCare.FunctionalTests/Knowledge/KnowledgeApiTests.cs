using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BackCare.App.Accounts;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Knowledge;

public sealed class KnowledgeApiTests(KnowledgeSite site) : IClassFixture<KnowledgeSite>
{
    [Fact]
    public async Task A_row_is_read_changed_by_its_etag_and_served_within_two_seconds()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        (JsonObject row, string tag) = await ReadAsync(program, "symptoms/calf_tight");
        JsonObject cells = Cells(row, "name", "Calf that feels like a rope");

        HttpResponseMessage noMatch = await PutAsync(program, "symptoms/calf_tight", cells, null), saved = await PutAsync(program, "symptoms/calf_tight", cells, tag),
            stale = await PutAsync(program, "symptoms/calf_tight", Cells(row, "description", "x"), tag);

        Assert.Equal((HttpStatusCode.PreconditionRequired, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (noMatch.StatusCode, saved.StatusCode, stale.StatusCode));
        Assert.NotEqual(tag, saved.Headers.ETag!.Tag);
        JsonObject problem = await stale.ProblemAsync();
        Assert.Equal("Calf that feels like a rope", problem["present"]!["name"]!.ToString());
        for (int tenths = 0; !(await NamesAsync()).Contains("Calf that feels like a rope"); tenths++)
        {
            Assert.True(tenths < 600, "The shelf never followed.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_row_is_added_removed_and_brought_back()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        var cells = new JsonObject { ["concept"] = "heel", ["type"] = "body", ["term"] = "talon bone", ["lang"] = "en" };
        HttpResponseMessage added = await PutAsync(program, "lexicon/LX9001", cells, null, isNew: true), again = await PutAsync(program, "lexicon/LX9001", cells, null, isNew: true);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (added.StatusCode, again.StatusCode));

        using var delete = new HttpRequestMessage(HttpMethod.Delete, "/v1/admin/knowledge/lexicon/LX9001");
        delete.Headers.TryAddWithoutValidation("If-Match", added.Headers.ETag!.Tag);
        HttpResponseMessage removed = await program.SendAsync(delete, TestContext.Current.CancellationToken);
        JsonNode history = (await program.GetFromJsonAsync<JsonNode>("/v1/admin/knowledge/lexicon/LX9001/history"))!;
        HttpResponseMessage undone = await program.PostJsonAsync("/v1/admin/knowledge/lexicon/LX9001/undo", $$"""{"changeId":{{history["items"]![0]!["id"]}}}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (removed.StatusCode, undone.StatusCode));
        Assert.Equal(["remove", "create"], history["items"]!.AsArray().Select(i => i!["kind"]!.ToString()));
        Assert.Equal("added", (await ReadAsync(program, "lexicon/LX9001")).Row["origin"]!["state"]!.ToString());
    }

    [Fact]
    public async Task What_would_break_the_knowledge_base_comes_back_by_field()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        (JsonObject row, string tag) = await ReadAsync(program, "links/L001");

        JsonObject problem = await (await PutAsync(program, "links/L001", Cells(row, "strength", "0.95"), tag)).ProblemAsync();
        JsonObject unknown = await (await PutAsync(program, "links/L001", Cells(row, "colour", "red"), tag)).ProblemAsync();

        Assert.Equal("$.links/L001.strength", problem["errors"]![0]!["path"]!.ToString());
        Assert.Equal("$.cells.colour", unknown["errors"]![0]!["path"]!.ToString());
    }

    [Fact]
    public async Task A_safety_rule_changes_by_a_program_and_a_person_together()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin), owner = await site.AsAsync(AccountRole.Owner);
        (JsonObject row, string tag) = await ReadAsync(program, "redflags/rf_cold_pale_limb");

        HttpResponseMessage proposed = await PutAsync(program, "redflags/rf_cold_pale_limb", Cells(row, "message", "A cold, white foot needs emergency care now."), tag, reason: "Shorter words from the clinic.");
        string address = proposed.Headers.Location!.ToString();
        JsonNode proposal = (await program.GetFromJsonAsync<JsonNode>(address))!["proposal"]!;
        string body = $$"""{"seen":"{{proposal["casesHash"]}}"}""";
        HttpResponseMessage byKey = await program.PostJsonAsync(address + "/approve", body);
        owner.DefaultRequestHeaders.Remove(SignedIn.OwnScript);
        owner.DefaultRequestHeaders.Add(SignedIn.OwnScript, "1");
        HttpResponseMessage byOwner = await owner.PostJsonAsync(address + "/approve", body);
        owner.DefaultRequestHeaders.Remove(SignedIn.OwnScript);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Forbidden, HttpStatusCode.OK), (proposed.StatusCode, byKey.StatusCode, byOwner.StatusCode));
        Assert.Equal("A cold, white foot needs emergency care now.", (await ReadAsync(program, "redflags/rf_cold_pale_limb")).Row["row"]!["cells"]!["message"]!.ToString());
        Assert.Equal("approved", (await program.GetFromJsonAsync<JsonNode>(address))!["proposal"]!["state"]!.ToString());
    }

    [Fact]
    public async Task A_word_that_hides_a_danger_sign_waits_for_a_second_person()
    {
        // Case TC061 is "i had breast cancer 4 years ago and new back pain"; with "had" as a negation nobody would see the cancer.
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        var cells = new JsonObject { ["concept"] = "negation", ["type"] = "function", ["term"] = "had", ["lang"] = "en" };

        HttpResponseMessage proposed = await PutAsync(program, "lexicon/LX9002", cells, null, isNew: true, reason: "What one had is over.");
        JsonNode answer = JsonNode.Parse(await proposed.Content.ReadAsStringAsync())!;
        HttpResponseMessage row = await program.GetAsync("/v1/admin/knowledge/lexicon/LX9002");
        JsonNode proposal = (await program.GetFromJsonAsync<JsonNode>(proposed.Headers.Location!.ToString()))!["proposal"]!;
        JsonObject read = await site.Http.RecommendAsync(new { text = "i had breast cancer 4 years ago and new back pain" });

        Assert.Equal((HttpStatusCode.Accepted, "proposed", "pending"), (proposed.StatusCode, answer.Text("outcome"), proposal.Text("state")));
        Assert.Contains(answer["safety"]!.AsArray(), s => s!.ToString().StartsWith("safety case TC061: ", StringComparison.Ordinal) && s.ToString().Contains("rf_cancer_history", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, row.StatusCode);
        Assert.Contains("rf_cancer_history", read.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_write_with_its_key_is_answered_again_and_not_done_again()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        (JsonObject row, string tag) = await ReadAsync(program, "sources/RADFORD_2006");
        JsonObject cells = Cells(row, "kind", "trial again");

        HttpResponseMessage first = await PutAsync(program, "sources/RADFORD_2006", cells, tag, idempotencyKey: "radford-1"), second = await PutAsync(program, "sources/RADFORD_2006", cells, tag, idempotencyKey: "radford-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task A_text_is_tried_with_and_without_a_change_and_kept_nowhere()
    {
        const string Text = "my slipper bone throbs at dawn";
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);
        string change = """{"table":"symptom_phrases","key":"heel_pain_first_step_91","cells":{"symptom_id":"heel_pain_first_step","phrase":"my slipper bone throbs at dawn","lang":"en","kind":"slang"},"version":null}""";

        JsonNode tried = JsonNode.Parse(await (await program.PostJsonAsync("/v1/admin/knowledge/try", $$"""{"text":"{{Text}}","changes":[{{change}}]}""")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        double now = Confidence(tried["now"]!), after = Confidence(tried["after"]!);
        Assert.True(after > now && after > 0.5, $"{now} → {after}");
        Assert.DoesNotContain(site.Logged, line => line.Contains("slipper", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync("/v1/admin/knowledge/symptom_phrases/heel_pain_first_step_91")).StatusCode);

        static double Confidence(JsonNode side) => side["answer"]!["understood"]!.AsArray().Where(u => u!["symptomId"]!.ToString() == "heel_pain_first_step").Select(u => (double)u!["confidence"]!).DefaultIfEmpty(0).Max();
    }

    [Fact]
    public async Task A_text_is_not_tried_with_a_proposal_that_does_not_exist()
    {
        HttpClient program = await site.WithKeyAsync(ApiKeyScope.Admin);

        HttpResponseMessage tried = await program.PostJsonAsync("/v1/admin/knowledge/try", """{"text":"my heel hurts","proposalId":"nothing"}""");

        Assert.Equal(HttpStatusCode.NotFound, tried.StatusCode);
    }

    [Fact]
    public async Task The_links_of_the_chain_are_open_to_everybody_with_what_speaks_against_them()
    {
        JsonNode links = (await site.Http.GetFromJsonAsync<JsonNode>("/v1/links?structure=hamstrings&limit=200"))!;

        Assert.NotEmpty(links["items"]!.AsArray());
        Assert.All(links["items"]!.AsArray(), l => Assert.Contains("hamstrings", new[] { l!["from"]!["id"]!.ToString(), l["to"]!["id"]!.ToString() }));
        Assert.Contains(links["items"]!.AsArray(), l => l!["counterEvidence"]!.ToString().Length > 0);
        JsonObject wrong = await (await site.Http.GetAsync("/v1/links?structure=hamstring")).ProblemAsync();
        Assert.Contains("hamstrings", wrong["errors"]![0]!["problem"]!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(JsonObject Row, string Tag)> ReadAsync(HttpClient client, string address)
    {
        using HttpResponseMessage response = await client.GetAsync("/v1/admin/knowledge/" + address);
        string body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return (JsonNode.Parse(body)!.AsObject(), response.Headers.ETag!.Tag);
    }

    private static JsonObject Cells(JsonObject row, string column, string value)
    {
        JsonObject cells = row["row"]!["cells"]!.DeepClone().AsObject();
        cells[column] = value;
        return cells;
    }

    private static Task<HttpResponseMessage> PutAsync(
        HttpClient client, string address, JsonObject cells, string? tag, bool isNew = false, string reason = "", string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/v1/admin/knowledge/" + address) { Content = JsonContent.Create(new JsonObject { ["cells"] = cells.DeepClone(), ["reason"] = reason }) };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (isNew) request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return client.SendAsync(request);
    }

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await site.Http.GetFromJsonAsync<JsonNode>("/v1/symptoms"))!["items"]!.AsArray().Select(i => i!["name"]!.ToString());
}
