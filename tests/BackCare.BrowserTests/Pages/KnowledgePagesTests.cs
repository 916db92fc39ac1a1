using BackCare.App.Accounts;
using BackCare.App.Knowledge.Desk;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class KnowledgeOverviewPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/knowledge");
}

public sealed class KnowledgeListPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-list";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/knowledge/links?search=calf&sort=strength&descending=true");
}

public sealed class KnowledgeSymptomPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-symptom";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/knowledge/symptoms/heel_pain_first_step");
        await page.Locator("input[name=phrase-text]").Last.FillAsync("my heel bites me when I stand up");
        await page.FillAsync("#try-text", "my heel bites me when I stand up, no numbness, since two weeks");
        await page.Locator("button[value=try]").ClickAsync();
        await page.Locator("#tried-after").WaitForAsync();
    }
}

public sealed class KnowledgeLinkPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-link";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/knowledge/links/L003");
        await page.FillAsync("#cell-strength", "lots");
        await page.Locator("button[value=save]").ClickAsync();
        await page.Locator("#cell-strength-error").WaitForAsync();
    }
}

public sealed class KnowledgeChainPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-chain";

    protected override AccountRole Role => AccountRole.Admin;

    protected override Task OpenAsync(IPage page) => page.GotoAsync("/admin/knowledge/chain");
}

public sealed class KnowledgeTryPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-try";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/admin/knowledge/try");
        await page.FillAsync("#try-text", "numb between my legs since my back went out");
        await page.Locator("button[value=try]").ClickAsync();
        await page.Locator("#tried-now").WaitForAsync();
    }
}

public sealed class KnowledgeProposalsPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-proposals";

    protected override AccountRole Role => AccountRole.Admin;

    protected override async Task OpenAsync(IPage page)
    {
        await WaitingProposal.OfAsync(Site);
        await page.GotoAsync("/admin/knowledge/proposals");
    }
}

public sealed class KnowledgeProposalPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "knowledge-proposal";

    protected override AccountRole Role => AccountRole.Owner;

    protected override async Task OpenAsync(IPage page) => await page.GotoAsync($"/admin/knowledge/proposals/{await WaitingProposal.OfAsync(Site)}");
}

/// <summary>A proposal that loses a case and waits, once per site; nobody approves it.</summary>
internal static class WaitingProposal
{
    private static readonly SemaphoreSlim Once = new(1);
    private static string? id;

    public static async Task<string> OfAsync(BackCareSite site)
    {
        await Once.WaitAsync();
        try
        {
            if (id is not null) return id;
            GetKnowledgeRows.Item row = (await site.AskAsync(new GetKnowledgeRow.Query("symptoms", "calf_tight"))).Row!;
            var cells = new Dictionary<string, string?>(row.Cells) { ["gate_red_flags"] = string.Join('|', row.Cells["gate_red_flags"]!.Split('|').Where(f => f != "rf_dvt")) };
            KnowledgeAnswer answer = await site.AskAsync(new ChangeKnowledge.Command(
                [new("symptoms", "calf_tight", cells, row.Version, row.Cells)], new Actor("key:tests", "tests", AccountRole.Admin), "Fewer questions for a tight calf."));
            return id = answer.ProposalId!;
        }
        finally
        {
            Once.Release();
        }
    }
}
