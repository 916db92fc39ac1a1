using System.Net;
using BackCare.App.Accounts;
using BackCare.App.Knowledge.Desk;
using BackCare.Domain.Knowledge.Desk;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Knowledge;

public sealed class KnowledgePagesTests(KnowledgeSite site) : IClassFixture<KnowledgeSite>
{
    [Fact]
    public async Task Every_table_has_its_list_and_every_first_row_its_editor()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        foreach (string table in KnowledgeFields.Tables.Select(t => t.Name))
        {
            GetKnowledgeRows.Item first = (await site.AskAsync(new GetKnowledgeRows.Query(table, Limit: 1))).Items[0];
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/admin/knowledge/{table}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/admin/knowledge/{table}/{first.Key}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync($"/admin/knowledge/{table}/new-row")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/knowledge/products")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/knowledge/links/L999")).StatusCode);
    }

    [Theory]
    [InlineData("links", "L003")]
    [InlineData("evidence_rules", "EV0001")]
    [InlineData("exercises", "ex_alignment_stance")]
    [InlineData("claims_wording", "CL001")]
    [InlineData("plans", "plan_heel")]
    public async Task A_form_that_is_posted_as_it_was_shown_changes_nothing(string table, string key)
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        GetKnowledgeRows.Item row = (await site.AskAsync(new GetKnowledgeRow.Query(table, key))).Row!;

        HttpResponseMessage posted = await admin.PostPageAsync($"/admin/knowledge/{table}/{key}", $"/admin/knowledge/{table}/{key}", [.. Fields(table, row), ("act", "save")]);

        Assert.Equal($"/admin/knowledge/{table}/{key}?done=unchanged", posted.Headers.Location?.ToString());
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        GetKnowledgeRows.Item row = (await site.AskAsync(new GetKnowledgeRow.Query("links", "L004"))).Row!;

        HttpResponseMessage posted = await admin.PostPageAsync("/admin/knowledge/links/L004", "/admin/knowledge/links/L004",
            [.. Fields("links", row).Where(f => f.Name is not "cell-strength" and not "cell-mechanism"), ("cell-strength", "2"), ("cell-mechanism", "Pulls on it like a bow"), ("act", "save")]);
        string html = WebUtility.HtmlDecode(await posted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Contains("id=\"cell-strength-error\"", html, StringComparison.Ordinal);
        Assert.Contains("Pulls on it like a bow", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_editor_sees_the_first_ones_words_beside_their_own_and_chooses()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin), owner = await site.AsAsync(AccountRole.Owner);
        GetKnowledgeRows.Item row = (await site.AskAsync(new GetKnowledgeRow.Query("links", "L005"))).Row!;
        (string, string)[] Mechanism(string words, params (string, string)[] more) => [.. Fields("links", row).Where(f => f.Name != "cell-mechanism"), ("cell-mechanism", words), ("act", "save"), .. more];
        await admin.PostPageAsync("/admin/knowledge/links/L005", "/admin/knowledge/links/L005", Mechanism("First words"));

        HttpResponseMessage second = await owner.PostPageAsync("/admin/knowledge/links/L005", "/admin/knowledge/links/L005", Mechanism("Second words"));
        string html = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("<strong>First words</strong>", html, StringComparison.Ordinal);
        Assert.Contains(">Second words</textarea>", html, StringComparison.Ordinal);
        GetKnowledgeRows.Item now = (await site.AskAsync(new GetKnowledgeRow.Query("links", "L005"))).Row!;
        Assert.Equal("First words", now.Cells["mechanism"]);
        HttpResponseMessage theirs = await owner.PostPageAsync("/admin/knowledge/links/L005", "/admin/knowledge/links/L005",
            [.. Fields("links", now).Where(f => f.Name != "cell-mechanism"), ("cell-mechanism", "Second words"), ("theirs", "mechanism"), ("act", "save")]);
        Assert.Contains("unchanged", theirs.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_to_the_shipped_row_takes_back_what_was_shown_and_nothing_that_came_since()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        Task<HttpResponseMessage> SaveAsync(GetKnowledgeRows.Item row, string words) => admin.PostPageAsync("/admin/knowledge/links/L006", "/admin/knowledge/links/L006",
            [.. Fields("links", row).Where(f => f.Name != "cell-mechanism"), ("cell-mechanism", words), ("act", "save")]);
        async Task<GetKnowledgeRows.Item> RowAsync() => (await site.AskAsync(new GetKnowledgeRow.Query("links", "L006"))).Row!;
        Task<HttpResponseMessage> ShippedAsync(GetKnowledgeRows.Item seen) => admin.PostPageAsync("/admin/knowledge/links/L006", "/admin/knowledge/links/L006",
            [.. Fields("links", seen).Where(f => f.Name is "version" or "basis"), ("act", "shipped")]);
        await SaveAsync(await RowAsync(), "Seen words");
        GetKnowledgeRows.Item seen = await RowAsync();
        await SaveAsync(seen, "Words that came since");

        HttpResponseMessage late = await ShippedAsync(seen);
        string kept = (await RowAsync()).Cells["mechanism"]!;
        HttpResponseMessage now = await ShippedAsync(await RowAsync());

        Assert.Equal((HttpStatusCode.Conflict, "Words that came since"), (late.StatusCode, kept));
        Assert.Equal("/admin/knowledge/links/L006?done=shipped", now.Headers.Location?.ToString());
        Assert.Equal("shipped", (await RowAsync()).State);
    }

    [Fact]
    public async Task A_symptom_and_its_phrases_are_saved_on_one_page()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        GetKnowledgeRow.Response found = await site.AskAsync(new GetKnowledgeRow.Query("symptoms", "hip_outer_pain"));
        var fields = Fields("symptoms", found.Row!).Where(f => f.Name != "cell-name").ToList();
        fields.Add(("cell-name", "Pain at the outside of the hip, lying on it"));
        foreach (GetKnowledgeRows.Item phrase in found.Phrases) fields.AddRange(Phrase(phrase.Key, phrase.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), phrase.Cells["phrase"]!, phrase.Cells["lang"]!, phrase.Cells["kind"]!, phrase.Cells));
        fields.AddRange(Phrase("", "", "  the bony bit of my hip\n hates the mattress ", "en", "slang", new Dictionary<string, string?>()));
        fields.Add(("phrase-remove", found.Phrases[0].Key));
        fields.Add(("act", "save"));

        HttpResponseMessage saved = await admin.PostPageAsync("/admin/knowledge/symptoms/hip_outer_pain", "/admin/knowledge/symptoms/hip_outer_pain", [.. fields]);
        GetKnowledgeRow.Response after = await site.AskAsync(new GetKnowledgeRow.Query("symptoms", "hip_outer_pain"));

        Assert.Equal("/admin/knowledge/symptoms/hip_outer_pain?done=saved", saved.Headers.Location?.ToString());
        Assert.Equal("Pain at the outside of the hip, lying on it", after.Row!.Cells["name"]);
        Assert.Equal(found.Phrases.Count, after.Phrases.Count);
        Assert.Equal("the bony bit of my hip hates the mattress", after.Phrases[^1].Cells["phrase"]);
        Assert.DoesNotContain(after.Phrases, p => p.Key == found.Phrases[0].Key);
    }

    [Fact]
    public async Task The_only_admin_is_told_whom_to_invite()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        GetKnowledgeRows.Item row = (await site.AskAsync(new GetKnowledgeRow.Query("stop_rules", "sr_sharp_pain"))).Row!;
        HttpResponseMessage proposed = await admin.PostPageAsync("/admin/knowledge/stop_rules/sr_sharp_pain", "/admin/knowledge/stop_rules/sr_sharp_pain",
            [.. Fields("stop_rules", row).Where(f => f.Name != "cell-text"), ("cell-text", "Stop the exercise if pain is sharp"), ("reason", "Easier to remember."), ("act", "save")]);

        string page = WebUtility.HtmlDecode(await admin.GetStringAsync(proposed.Headers.Location!.ToString().Split('?')[0]));

        Assert.Contains("You proposed this, so somebody else approves it.", page, StringComparison.Ordinal);
        Assert.True(page.Contains("Invite one on the page of", StringComparison.Ordinal) || page.Contains(SignedIn.EmailOf(AccountRole.Owner), StringComparison.Ordinal));
        Assert.DoesNotContain("in force within two seconds", page, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Value)> Fields(string table, GetKnowledgeRows.Item row)
    {
        yield return ("version", row.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("basis", BackCare.App.Editing.FieldsJson.Write(row.Cells)!);
        foreach (FieldShape field in KnowledgeFields.Of(table)!.Skip(1))
        {
            string value = row.Cells.GetValueOrDefault(field.Column) ?? "";
            if (field.Form == FieldForm.Words)
                yield return ($"cell-{field.Column}", value.Replace('|', '\n'));
            else if (!field.IsList)
                yield return ($"cell-{field.Column}", value);
            foreach (string item in field.IsList && field.Form != FieldForm.Words ? value.Split('|', StringSplitOptions.RemoveEmptyEntries) : [])
            {
                string[] pair = item.Split(':');
                yield return ($"cell-{field.Column}", pair[0]);
                if (field.Form == FieldForm.Pairs) yield return ($"cell-{field.Column}-with", pair[1]);
            }
        }
    }

    private static IEnumerable<(string, string)> Phrase(string key, string version, string text, string language, string kind, IReadOnlyDictionary<string, string?> basis) =>
        [("phrase-key", key), ("phrase-version", version), ("phrase-basis", BackCare.App.Editing.FieldsJson.Write(basis)!), ("phrase-text", text), ("phrase-lang", language), ("phrase-kind", kind)];
}
