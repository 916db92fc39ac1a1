using System.Net;
using System.Text;
using BackCare.App.Accounts;
using BackCare.App.Learn;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

/// <summary>The analyst's pages about models on a host of their own, since they move its champion.</summary>
public sealed class ModelPagesTests : IDisposable
{
    private const string Measured = """
        , "engine": "ML.NET 5.0.1", "trees": 34, "seed": 7, "calibrationError": 0.0125, "examination": [1, 0.68],
          "baselines": { "knowledge": { "ndcg@10": { "value": { "estimate": 0.5, "lower": 0.4, "upper": 0.6 }, "gain": { "estimate": 0.25, "lower": 0.2, "upper": 0.3 } } } },
          "slices": [ { "name": "region <ankle>", "groups": 112, "model": { "estimate": 0.56 }, "reference": { "estimate": 0.48 }, "gain": { "estimate": 0.08, "lower": -0.01, "upper": 0.16 } } ],
          "data": { "simulated": true }, "offPolicy": "not what it should be" }
        """;

    private readonly BackCareSite site = new();

    [Fact]
    public async Task Without_a_model_the_list_says_how_to_make_one()
    {
        string html = await (await AnalystAsync()).GetStringAsync("/analyst/models");

        Assert.Contains("There is no model yet.", html, StringComparison.Ordinal);
        Assert.Contains("none: the knowledge ranking serves", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_shows_what_its_card_says_and_what_the_card_does_not_say_as_not_said()
    {
        Write("v1", "refuse");
        Write("v2", "promote", Measured);
        HttpClient analyst = await AnalystAsync();

        string list = await analyst.GetStringAsync("/analyst/models");
        Assert.Contains("2 versions", list, StringComparison.Ordinal);
        Assert.Contains("simulated shoppers", list, StringComparison.Ordinal);

        string measured = await analyst.GetStringAsync("/analyst/models/v2");
        foreach (string said in new[] { "May be promoted.", "ML.NET 5.0.1", "0.5000 (0.4000 to 0.6000)", "&#x2B;0.2500 (&#x2B;0.2000 to &#x2B;0.3000)", "region &lt;ankle&gt;", "1.25 %", "<svg", "Not known: no list" })
            Assert.Contains(said, measured, StringComparison.Ordinal);
        string bare = await analyst.GetStringAsync("/analyst/models/v1");
        Assert.Contains("Its reason.", bare, StringComparison.Ordinal);
        Assert.Contains("Calibration was not measured.", bare, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_gate_refused_has_no_button_and_posting_all_the_same_changes_nothing()
    {
        Write("v1", "refuse");
        Write("v2", "promote");
        HttpClient analyst = await AnalystAsync();
        Assert.DoesNotContain("/analyst/models/v1/promote", await analyst.GetStringAsync("/analyst/models/v1"), StringComparison.Ordinal);

        using HttpResponseMessage posted = await analyst.PostPageAsync("/analyst/models/v2", "/analyst/models/v1/promote", ("reason", "please"));

        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Contains("nobody can overrule it", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(Store.Champion().File?.Version);
    }

    [Fact]
    public async Task With_too_little_evidence_a_person_decides_with_a_reason_and_may_roll_back()
    {
        Write("v1", "not_enough_evidence");
        HttpClient analyst = await AnalystAsync();

        using HttpResponseMessage mute = await analyst.PostPageAsync("/analyst/models/v1", "/analyst/models/v1/promote", ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, mute.StatusCode);
        Assert.Contains("A decision needs its reason in words", await mute.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using HttpResponseMessage decided = await analyst.PostPageAsync("/analyst/models/v1", "/analyst/models/v1/promote", ("reason", "first week"));
        Assert.Equal("v1", Store.Champion().File!.Version);
        Assert.Contains("This model is the champion now.", await analyst.GetStringAsync(decided.Headers.Location), StringComparison.Ordinal);

        using HttpResponseMessage back = await analyst.PostPageAsync("/analyst/models/v1", "/analyst/models/v1/rollback", ("reason", ""));
        Assert.Null(Store.Champion().File!.Version);
        Assert.Contains("The knowledge ranking serves now.", await analyst.GetStringAsync(back.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_held_beside_a_starter_is_said_to_be_so_and_takes_no_place_of_a_model_that_followed_the_starter()
    {
        Write("shipped", "promote", """, "starter": true }""");
        Assert.Null(Store.Write("small", ModelsOnDisk.Parts("promote", besideStarter: "shipped")).Refusal);
        Assert.Null(Store.Write("large", ModelsOnDisk.Parts("promote", besideStarter: "shipped")).Refusal);
        await site.AskAsync(new PromoteModel.Command("shipped", Actor.Console));
        await site.AskAsync(new PromoteModel.Command("large", Actor.Console));

        Refusal? refused = (await site.SendAsync(new PromoteModel.Command("small", Actor.Console, Decide: true, Reason: "please"))).Refusal;

        Assert.Contains("beside the starter shipped; now large serves, which is no starter. Train again to compare with it.", refused?.Reason, StringComparison.Ordinal);
        Assert.Equal("large", Store.Champion().File!.Version);
        Assert.Contains("Compared with the knowledge ranking, beside the starter shipped.", await (await AnalystAsync()).GetStringAsync("/analyst/models/small"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_held_beside_a_starter_may_still_take_the_place_of_the_knowledge_ranking_it_was_held_against()
    {
        Assert.Null(Store.Write("small", ModelsOnDisk.Parts("promote", besideStarter: "shipped")).Refusal);

        Assert.Null((await site.AskAsync(new PromoteModel.Command("small", Actor.Console))).Note);
    }

    [Fact]
    public async Task Two_versions_stand_side_by_side_and_figures_of_different_tests_are_said_to_be_so()
    {
        Write("v1", "refuse");
        Write("v2", "promote", Measured);
        HttpClient analyst = await AnalystAsync();

        string html = await analyst.GetStringAsync("/analyst/models/compare?a=v1&b=v2");
        Assert.Contains("tested on different lists", html, StringComparison.Ordinal);
        Assert.Contains("&#x2B;0.2500", html, StringComparison.Ordinal);
        string measured = await analyst.GetStringAsync("/analyst/models/compare?a=v1&b=v2&measure=yes");
        Assert.Contains("They could not be measured on the same lists.", measured, StringComparison.Ordinal);
        Assert.Contains("The journal holds no served list", measured, StringComparison.Ordinal);
        using HttpResponseMessage unknown = await analyst.GetAsync("/analyst/models/compare?a=v1&b=..%2Fv2");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_report_is_shown_with_its_own_style_and_may_run_nothing()
    {
        ModelPart report = new("report.html", "<!DOCTYPE html><style>p{}</style><p>All of it.</p>"u8.ToArray());
        Assert.Null(Store.Write("v1", [.. ModelsOnDisk.Parts("refuse"), report]).Refusal);
        HttpClient analyst = await AnalystAsync();

        using HttpResponseMessage shown = await analyst.GetAsync("/analyst/models/v1/report");
        string policy = shown.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal("text/html", shown.Content.Headers.ContentType!.MediaType);
        Assert.Contains("style-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/analyst/models/v2/report")).StatusCode);
    }

    [Fact]
    public async Task Shoppers_do_not_get_in()
    {
        HttpClient shopper = await site.AsAsync(AccountRole.Shopper);

        foreach (string page in new[] { "/analyst/models", "/analyst/runs" })
            Assert.NotEqual(HttpStatusCode.OK, (await shopper.GetAsync(page)).StatusCode);
    }

    public void Dispose() => site.Dispose();

    private ModelStore Store => site.Services.GetRequiredService<ModelStore>();

    /// <summary>A small model; <paramref name="more"/> goes on with the card.</summary>
    private void Write(string version, string verdict, string more = "}")
    {
        ModelPart[] parts = ModelsOnDisk.Parts(verdict);
        string card = Encoding.UTF8.GetString(parts[1].Content.Span).TrimEnd()[..^1] + more.TrimStart();
        Assert.Null(Store.Write(version, [parts[0], new ModelPart("card.json", Encoding.UTF8.GetBytes(card))]).Refusal);
    }

    private Task<HttpClient> AnalystAsync() => site.AsAsync(AccountRole.Analyst);
}
