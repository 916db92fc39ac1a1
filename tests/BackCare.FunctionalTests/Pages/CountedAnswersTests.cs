using BackCare.App.Data;
using BackCare.FunctionalTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackCare.FunctionalTests.Pages;

/// <summary>The counts of answers by hour, on a site of its own.</summary>
public sealed class CountedAnswersTests(CountedAnswersTests.QuietSite site) : IClassFixture<CountedAnswersTests.QuietSite>
{
    [Fact]
    public async Task An_answer_counts_once_where_it_is_shown_and_not_on_the_pages_before_and_after_it()
    {
        foreach (string step in new[] { "/understood", "/interview", "/results", "/compare", "/plan" })
            await site.Http.PostFormAsync(step, ("symptom", "heel_pain_first_step"), ("compare", "house_slant_board"));
        await site.Http.PostFormAsync("/understood", ("text", "Low back pain since Sunday, and now I can't pee"));

        // The journal writes counts beside the requests: it is asked until both are there, and once more for what might come after.
        for (int i = 0; i < 100 && await CountAsync() < 2; i++) await Task.Delay(100);
        await Task.Delay(1_000);

        Assert.Equal(["products 1", "referral 1"], await OutcomesAsync());
    }

    private async Task<long> CountAsync()
    {
        using IServiceScope scope = site.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<BackCareDb>().HourlyOutcomes.SumAsync(o => o.Count);
    }

    private async Task<IReadOnlyList<string>> OutcomesAsync()
    {
        using IServiceScope scope = site.Services.CreateScope();
        var rows = await scope.ServiceProvider.GetRequiredService<BackCareDb>().HourlyOutcomes.AsNoTracking().ToListAsync();
        return [.. rows.GroupBy(r => r.Outcome).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Sum(r => r.Count)}")];
    }

    /// <summary>A site that nobody else asks.</summary>
    public sealed class QuietSite : BackCareSite;
}
