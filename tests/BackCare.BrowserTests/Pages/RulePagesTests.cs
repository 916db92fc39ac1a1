using BackCare.App.Accounts;
using BackCare.App.Reviews;
using BackCare.App.Rules;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>A page for admins that is reached by its address.</summary>
public abstract class EveryAdminPage(BackCareSite site, Chromium chromium) : EveryPage(site, chromium)
{
    protected override IReadOnlyList<string> Cookies => SignedInPage.Cookies;

    /// <summary>Puts there what the page shows, and says its address.</summary>
    protected abstract Task<string> PrepareAsync();

    protected override async Task GoAsync(IPage page)
    {
        string address = await PrepareAsync();
        await page.SignInAsync(Site, AccountRole.Admin);
        await page.GotoAsync(address);
    }
}

public sealed class AttentionPageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-attention";

    protected override async Task<string> PrepareAsync()
    {
        await Site.SendAsync(new WriteReview.Command(ReviewTopic.Learn, "chain", null, "", "The drawing is clear.", ""));
        return "/admin";
    }
}

public sealed class RulesPageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-rules";

    protected override async Task<string> PrepareAsync()
    {
        await RuleSamples.MakeAsync(Site);
        return "/admin/rules";
    }
}

public sealed class RulePageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-rule";

    protected override async Task<string> PrepareAsync() => $"/admin/rules/{await RuleSamples.MakeAsync(Site)}";
}

public sealed class RulePreviewPageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-rule-preview";

    protected override async Task<string> PrepareAsync() => $"/admin/rules/{await RuleSamples.MakeAsync(Site)}";

    protected override async Task GoAsync(IPage page)
    {
        await base.GoAsync(page);
        await page.FillAsync("#text", "heel aches after standing all day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show both lists" }).ClickAsync();
        await page.Locator("#preview-result").WaitForAsync();
    }
}

public sealed class RuleHistoryPageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-rule-history";

    protected override async Task<string> PrepareAsync() => $"/admin/rules/{await RuleSamples.MakeAsync(Site)}/history";
}

public sealed class ReviewStoryPageTests(BackCareSite site, Chromium chromium) : EveryAdminPage(site, chromium)
{
    protected override string Name => "desk-review-history";

    protected override async Task<string> PrepareAsync()
    {
        WriteReview.Response written = await Site.AskAsync(new WriteReview.Command(ReviewTopic.ProductComment, "house_foot_file", null, "", "Is the handle of wood?", ""));
        await Site.AskAsync(new ModerateReviews.Command([new(written.Id, 1)], false, "off_topic") { By = Actor.Console });
        return $"/admin/reviews/{written.Id}";
    }
}

/// <summary>Rules that change no list of another test: they are for words that nobody types.</summary>
internal static class RuleSamples
{
    private static readonly SemaphoreSlim Once = new(1);

    /// <summary>Makes them when they are not there; the id of one with a conflict and a history.</summary>
    public static async Task<string> MakeAsync(BackCareSite site)
    {
        await Once.WaitAsync();
        try
        {
            if ((await site.AskAsync(new GetRules.Query(Search: "Samples:"))).Items is [_, ..] found)
                return found.First(r => r.Rule.Effect == "pin").Id;
            RulePart pin = (await site.AskAsync(new SaveRule.Command(null, new RuleForm
            {
                Effect = "pin",
                Description = "Samples: spring campaign for heel cups",
                ProductIds = ["tulis_classic_heel_cups", "tulis_pro_heel_cups"],
                SymptomIds = ["heel_pain_standing"],
                Queries = ["wordsthatnobodytypes"],
            }, Actor.Console))).Rule;
            await site.AskAsync(new SaveRule.Command(pin.Id, pin.Rule with { Priority = 5 }, Actor.Console, pin.Version));
            await site.AskAsync(new SaveRule.Command(null, new RuleForm
            {
                Effect = "hide",
                Description = "Samples: recalled",
                ProductIds = ["tulis_pro_heel_cups"],
                Queries = ["wordsthatnobodytypes"],
            }, Actor.Console));
            await site.AskAsync(new SaveRule.Command(null, new RuleForm
            {
                Effect = "boost",
                Description = "Samples: summer",
                Brands = ["BackCare"],
                Queries = ["wordsthatnobodytypes"],
                FromUtc = new DateTime(2999, 6, 1, 0, 0, 0, DateTimeKind.Utc),
            }, Actor.Console));
            return pin.Id;
        }
        finally
        {
            Once.Release();
        }
    }
}
