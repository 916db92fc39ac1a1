using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Accounts;
using BackCare.App.Rules;
using BackCare.FunctionalTests.Hosting;

namespace BackCare.FunctionalTests.Rules;

public sealed partial class RuleDeskTests(RulesSite site) : IClassFixture<RulesSite>
{
    [Fact]
    public async Task A_rule_is_made_by_a_products_name_with_times_of_the_shops_clock()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage made = await admin.PostPageAsync("/admin/rules/new", "/admin/rules/new",
            ("act", "save"), ("effect", "pin"), ("add", "tuli's classic heel cups"), ("position", "2"), ("description", "Spring"), ("from", "2999-12-01T09:00"), ("enabled", "true"));
        string id = made.Headers.Location!.ToString().Split('/')[^1].Split('?')[0];
        RulePart rule = (await site.AskAsync(new GetRule.Query(id))).Rule;
        string page = await admin.GetStringAsync($"/admin/rules/{id}?done=created");
        string list = await admin.GetStringAsync("/admin/rules?state=planned&search=spring");

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(["tulis_classic_heel_cups"], rule.Rule.ProductIds);
        Assert.Equal(new DateTime(2999, 12, 1, 14, 0, 0, DateTimeKind.Utc), rule.Rule.FromUtc);
        Assert.Contains("value=\"2999-12-01T09:00\"", page, StringComparison.Ordinal);
        Assert.Contains("Every list follows within two seconds", page, StringComparison.Ordinal);
        Assert.Contains("Pins Tuli&#x27;s Classic Heel Cups at place 2 on every list.", page, StringComparison.Ordinal);
        Assert.Contains("from 2999-12-01 09:00", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_stays_in_its_field_beside_a_message()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage refused = await admin.PostPageAsync("/admin/rules/new", "/admin/rules/new",
            ("act", "save"), ("effect", "pin"), ("add", "zeppelinhangar"), ("position", "second"), ("description", "Kept words"), ("from", "soon"));
        string html = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("No product on sale is found by “zeppelinhangar”", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("id=\"position-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"fromUtc-error\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"zeppelinhangar\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Kept words\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_find_several_products_are_answered_with_their_ids()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage refused = await admin.PostPageAsync("/admin/rules/new", "/admin/rules/new", ("act", "refresh"), ("effect", "pin"), ("add", "heel cup"));

        Assert.Contains("finds several products. Write one of these ids:", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_shown_beside_the_list_and_nothing_is_saved()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        int before = (await site.AskAsync(new GetRules.Query())).States.Values.Sum();
        using HttpResponseMessage shown = await admin.PostPageAsync("/admin/rules/new", "/admin/rules/new",
            ("act", "preview"), ("effect", "hide"), ("category", "heel_cups"), ("text", "heel aches after standing all day"), ("answerNo", "true"));
        string html = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("What moved and why", html, StringComparison.Ordinal);
        Assert.Matches("was \\d+, gone\\. This rule: Hides everything in", html);
        Assert.Contains("heel aches after standing all day</textarea>", html, StringComparison.Ordinal);
        Assert.Equal(before, (await site.AskAsync(new GetRules.Query())).States.Values.Sum());
    }

    [Fact]
    public async Task A_shopper_with_a_danger_sign_sees_no_products_whatever_the_rule()
    {
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        using HttpResponseMessage shown = await admin.PostPageAsync("/admin/rules/new", "/admin/rules/new",
            ("act", "preview"), ("effect", "boost"), ("brand", "BackCare"), ("text", "back pain and I can't pee since yesterday"), ("answerNo", "true"));

        Assert.Contains("sent to a clinician and sees no products; no rule changes that", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_editors_of_other_fields_are_merged_and_of_the_same_field_one_chooses()
    {
        RulePart made = (await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", Brands = ["BackCare"], Description = "Start", Enabled = false }, Actor.Console))).Rule;
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string page = $"/admin/rules/{made.Id}", opened = await admin.GetStringAsync(page);
        string basis = WebUtility.HtmlDecode(Basis().Match(opened).Groups[1].Value);
        await site.AskAsync(new SaveRule.Command(made.Id, made.Rule with { Description = "Theirs" }, Actor.Console, 1, made.Rule));

        using HttpResponseMessage merged = await admin.PostPageAsync(page, page, Fields("Start", "7", "1", basis));
        using HttpResponseMessage conflict = await admin.PostPageAsync(page, page, Fields("Mine", "7", "1", basis));
        string again = await conflict.Content.ReadAsStringAsync(), both = WebUtility.HtmlDecode(again);
        using HttpResponseMessage chosen = await admin.PostPageAsync(page, page,
            [.. Fields("Mine", "7", Version().Match(again).Groups[1].Value, WebUtility.HtmlDecode(Basis().Match(again).Groups[1].Value)), ("choose.description", "theirs")]);
        RuleForm last = (await site.AskAsync(new GetRule.Query(made.Id))).Rule.Rule;

        Assert.EndsWith("?done=merged", merged.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Contains("Yours: <strong>Mine</strong>", both, StringComparison.Ordinal);
        Assert.Contains("Theirs: <strong>Theirs</strong>", both, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal(("Theirs", 7), (last.Description, last.Priority));
    }

    [Fact]
    public async Task A_removed_rule_is_brought_back_from_its_history()
    {
        RulePart made = (await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", Brands = ["BackCare"], Description = "Lost", Enabled = false }, Actor.Console))).Rule;
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string page = $"/admin/rules/{made.Id}";
        using HttpResponseMessage removed = await admin.PostPageAsync(page, $"{page}/remove", ("version", "1"));
        string history = await admin.GetStringAsync(removed.Headers.Location!.ToString());
        using HttpResponseMessage back = await admin.PostPageAsync($"{page}/history", $"{page}/undo", ("change", Change().Match(history).Groups[1].Value));

        Assert.Contains("The rule is removed", history, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("Lost", (await site.AskAsync(new GetRule.Query(made.Id))).Rule.Rule.Description);
    }

    [Fact]
    public async Task A_conflict_is_shown_on_the_list_and_with_both_rules()
    {
        await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "boost", ProductIds = ["house_foot_file"], Description = "Up", Queries = ["zzz"] }, Actor.Console));
        RulePart down = (await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", ProductIds = ["house_foot_file"], Description = "Down", Queries = ["zzz"] }, Actor.Console))).Rule;
        HttpClient admin = await site.AsAsync(AccountRole.Admin);

        Assert.Contains("One boosts and the other buries", await admin.GetStringAsync("/admin/rules"), StringComparison.Ordinal);
        Assert.Contains("One boosts and the other buries", await admin.GetStringAsync($"/admin/rules/{down.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_starts_switched_off_and_the_list_switches_it_on()
    {
        RulePart made = (await site.AskAsync(new SaveRule.Command(null, new RuleForm { Effect = "bury", Brands = ["BackCare"], Description = "Model", Enabled = false, Queries = ["yyy"] }, Actor.Console))).Rule;
        HttpClient admin = await site.AsAsync(AccountRole.Admin);
        string copy = await admin.GetStringAsync($"/admin/rules/new?copy={made.Id}");
        using HttpResponseMessage on = await admin.PostPageAsync("/admin/rules", $"/admin/rules/{made.Id}/switch", ("enabled", "true"));

        Assert.Contains("value=\"Copy of: Model\"", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"enabled\" value=\"true\" checked", copy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, on.StatusCode);
        Assert.Equal("running", (await site.AskAsync(new GetRule.Query(made.Id))).Rule.State);
    }

    private static (string, string)[] Fields(string description, string priority, string version, string basis) =>
    [
        ("act", "save"), ("effect", "bury"), ("brand", "BackCare"), ("description", description), ("amount", "0.5"), ("position", "1"), ("priority", priority), ("version", version), ("basis", basis),
    ];

    [GeneratedRegex("name=\"basis\" value=\"([^\"]*)\"")]
    private static partial Regex Basis();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("name=\"change\" value=\"(\\d+)\"")]
    private static partial Regex Change();
}
