using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Pages;

public partial class KeptPlanTests(BackCareSite site)
{
    private static readonly (string, string)[] Told =
        [("text", "my heel hurts since the accident at Anna's wedding"), ("symptom", "heel_pain_first_step"), ("condition", "stiff_big_toe"), ("age", "41")];

    [Fact]
    public async Task Without_consent_nothing_is_kept_and_the_page_says_what_is_missing()
    {
        int before = await CountAsync();
        using var form = new FormUrlEncodedContent(Told.Select(t => KeyValuePair.Create(t.Item1, t.Item2)));
        using HttpResponseMessage response = await site.Http.PostAsync("/plan/keep", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("id=\"agree-error\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_kept_plan_opens_by_its_address_holds_no_answer_and_goes_by_its_second_secret()
    {
        string kept = WebUtility.HtmlDecode(await site.Http.PostFormAsync("/plan/keep", [.. Told, ("agree", "yes")]));
        string link = Address().Match(kept).Value, delete = DeleteAddress().Match(kept).Value;
        string page = WebUtility.HtmlDecode(await site.Http.GetStringAsync(link));
        using var nothing = new FormUrlEncodedContent([]);

        Assert.Contains("Calf stretch, straight knee", page, StringComparison.Ordinal);
        foreach (string told in new[] { "Anna", "accident", "stiff_big_toe", "stiff big toe", "value=\"41\"" })
            Assert.DoesNotContain(told, page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'))).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.PostAsync(delete[..^1] + (delete[^1] == 'A' ? 'B' : 'A'), nothing)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Http.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Http.PostAsync(delete, nothing)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task What_is_stored_tells_no_answer_and_neither_secret()
    {
        string kept = await site.Http.PostFormAsync("/plan/keep", [.. Told, ("agree", "yes")]);
        string secret = Address().Match(kept).Value["/plan/".Length..];
        using IServiceScope scope = site.Services.CreateScope();
        var rows = await scope.ServiceProvider.GetRequiredService<BackCareDb>().KeptPlans.AsNoTracking().ToListAsync();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.DoesNotContain(secret, row.Id + row.DeleteHash + row.Plan, StringComparison.Ordinal);
            Assert.DoesNotContain("stiff_big_toe", row.Plan, StringComparison.Ordinal);
            Assert.Equal(365, (row.ExpiresUtc - row.KeptUtc).Days);
        });
    }

    [Fact]
    public async Task A_calendar_file_is_offered_for_a_day_to_come_and_a_day_long_gone_is_refused_beside_its_field()
    {
        string start = TimeProvider.System.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("symptom", "heel_pain_first_step"), KeyValuePair.Create("start", start), KeyValuePair.Create("time", "07:30")]);
        using HttpResponseMessage response = await site.Http.PostAsync("/plan/calendar", form);
        string file = await response.Content.ReadAsStringAsync();
        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("T073000", file, StringComparison.Ordinal);
        Assert.DoesNotContain("heel_pain", file, StringComparison.Ordinal);

        using var past = new FormUrlEncodedContent([KeyValuePair.Create("symptom", "heel_pain_first_step"), KeyValuePair.Create("start", "2020-01-01")]);
        using HttpResponseMessage refused = await site.Http.PostAsync("/plan/calendar", past);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"start-error\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<int> CountAsync()
    {
        using IServiceScope scope = site.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<BackCareDb>().KeptPlans.CountAsync();
    }

    [GeneratedRegex(@"/plan/[\w-]{32}(?=[""<])")]
    private static partial Regex Address();

    [GeneratedRegex(@"/plan/[\w-]{32}/delete/[\w-]{32}(?=[""<])")]
    private static partial Regex DeleteAddress();
}
