using System.Net;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Learn;

public sealed class RunPagesTests : IDisposable
{
    private readonly BackCareSite site = new();

    [Fact]
    public async Task Before_the_first_run_the_page_says_so_and_offers_the_trainers_of_the_build()
    {
        string html = await (await AnalystAsync()).GetStringAsync("/analyst/runs");

        Assert.Contains("No run was started yet.", html, StringComparison.Ordinal);
        Assert.Contains("Nothing trains by itself.", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"lambdamart\" selected", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_makes_no_sense_comes_back_as_typed_with_messages()
    {
        HttpClient analyst = await AnalystAsync();
        using HttpResponseMessage typed = await analyst.PostPageAsync("/analyst/runs", "/analyst/runs", ("trainer", "lambdamart"), ("since", "yesterday"), ("until", ""), ("seed", "-1"));
        string html = await typed.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, typed.StatusCode);
        Assert.Contains("&#x27;yesterday&#x27; is not a day", html, StringComparison.Ordinal);
        Assert.Contains("&#x27;-1&#x27; is not a seed", html, StringComparison.Ordinal);

        using HttpResponseMessage backwards = await analyst.PostPageAsync(
            "/analyst/runs", "/analyst/runs", ("trainer", "lambdamart"), ("since", "2026-03-02"), ("until", "2026-03-01"), ("seed", "1"));
        Assert.Contains("The end must lie after the beginning.", await backwards.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage nobody = await analyst.PostPageAsync("/analyst/runs", "/analyst/runs", ("trainer", "nobody"), ("since", ""), ("until", ""), ("seed", "1"));
        Assert.Contains("There is no trainer nobody", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_on_an_empty_journal_is_started_by_form_and_its_page_tells_why_it_failed()
    {
        HttpClient analyst = await AnalystAsync();
        using HttpResponseMessage started = await analyst.PostPageAsync(
            "/analyst/runs", "/analyst/runs", ("trainer", "lambdamart"), ("since", "2020-01-01"), ("until", "2020-01-02"), ("seed", "1"));
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);

        string html = await analyst.GetStringAsync(started.Headers.Location);
        while (html.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            html = await analyst.GetStringAsync(started.Headers.Location);
        }
        Assert.Contains("No model came of it.", html, StringComparison.Ordinal);
        Assert.Contains("few responses", html, StringComparison.Ordinal);
        Assert.Contains("analyst@example.org", html, StringComparison.Ordinal);
        Assert.Contains("failed", await analyst.GetStringAsync("/analyst/runs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_under_way_reloads_itself_can_be_held_still_and_is_cancelled_by_a_button()
    {
        await PutAsync("elsewhere");
        HttpClient analyst = await AnalystAsync();

        string watched = await analyst.GetStringAsync("/analyst/runs/elsewhere");
        Assert.Contains("http-equiv=\"refresh\" content=\"5\"", watched, StringComparison.Ordinal);
        Assert.Contains("<progress max=\"400\" value=\"34\"", watched, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", await analyst.GetStringAsync("/analyst/runs/elsewhere?watch=off"), StringComparison.Ordinal);

        using HttpResponseMessage cancelled = await analyst.PostPageAsync("/analyst/runs/elsewhere", "/analyst/runs/elsewhere/cancel");
        string html = await analyst.GetStringAsync(cancelled.Headers.Location);
        Assert.Contains("running, asked to stop", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/cancel", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/analyst/runs/nothing")).StatusCode);
    }

    public void Dispose() => site.Dispose();

    private Task<HttpClient> AnalystAsync() => site.AsAsync(AccountRole.Analyst);

    private async Task PutAsync(string id)
    {
        await using BackCareDb db = site.Services.GetRequiredService<Databases>().Open();
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.Leases.Add(new StoredLease { Name = "train:ranking", Owner = id, ExpiresUtc = now.AddMinutes(10) });
        db.TrainingRuns.Add(new StoredTrainingRun
        {
            Id = id,
            Model = "ranking",
            Trainer = "lambdamart",
            RequestedBy = "test",
            Process = "elsewhere:1",
            StartedUtc = now,
            HeardUtc = now,
            State = TrainingState.Running,
            Stage = "growing trees",
            Iteration = 34,
            Iterations = 400,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
