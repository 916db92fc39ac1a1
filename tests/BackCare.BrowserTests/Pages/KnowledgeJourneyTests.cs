using BackCare.App.Accounts;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>What editors do, with scripts off, on a site of their own.</summary>
public sealed class KnowledgeJourneyTests(KnowledgeJourneyTests.OwnSite site, Chromium chromium) : IClassFixture<KnowledgeJourneyTests.OwnSite>
{
    public sealed class OwnSite : BackCareSite;

    [Fact]
    public async Task An_editor_adds_a_phrase_tries_it_and_saves_it()
    {
        const string Words = "my heel has teeth when I leave the mattress";
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await page.GotoAsync("/admin/knowledge/symptoms?search=first+steps");
        await page.GetByRole(AriaRole.Link, new() { Name = "heel_pain_first_step", Exact = true }).ClickAsync();
        await page.Locator("input[name=phrase-text]").Last.FillAsync(Words);
        await page.FillAsync("#try-text", Words);
        await page.Locator("button[value=try]").ClickAsync();

        // Tried, not saved: both readings stand side by side and what was typed is still in the form.
        Assert.True(await page.Locator("#tried-now").IsVisibleAsync());
        Assert.Contains("Heel pain with the first steps", await page.Locator("section[aria-labelledby=tried-after] ol").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Words, await page.Locator("input[name=phrase-text]").EvaluateAllAsync<string[]>("all => all.map(i => i.value)"));

        await page.Locator("button[value=save]").ClickAsync();
        await page.GetByText("Saved. Every shop server follows").WaitForAsync();
        Assert.Contains(Words, await page.Locator("input[name=phrase-text]").EvaluateAllAsync<string[]>("all => all.map(i => i.value)"));
    }

    [Fact]
    public async Task A_danger_sign_is_changed_by_two_people_and_taken_back_by_the_history()
    {
        IPage admin = await chromium.OpenAsync(site.Address);
        await admin.SignInAsync(site, AccountRole.Admin);
        await admin.GotoAsync("/admin/knowledge/redflags/rf_dvt");
        await admin.FillAsync("#cell-message", "One swollen, tender calf needs a doctor today.");
        await admin.FillAsync("#reason", "The clinic asked for plainer words.");
        await admin.Locator("button[value=save]").ClickAsync();
        await admin.GetByText("Proposed. It counts once a second person approves it.").WaitForAsync();
        Assert.Equal(0, await admin.GetByRole(AriaRole.Button, new() { Name = "Approve" }).CountAsync());

        IPage owner = await chromium.OpenAsync(site.Address);
        await owner.SignInAsync(site, AccountRole.Owner);
        await owner.GotoAsync("/admin/knowledge/proposals");
        await owner.GetByRole(AriaRole.Link, new() { Name = "rf_dvt changed" }).ClickAsync();
        Assert.Contains("One swollen, tender calf", await owner.Locator("ins").First.InnerTextAsync(), StringComparison.Ordinal);
        await owner.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await owner.GetByText("Approved. Every shop server follows").WaitForAsync();

        await owner.GotoAsync("/admin/knowledge/redflags/rf_dvt");
        Assert.Equal("One swollen, tender calf needs a doctor today.", await owner.InputValueAsync("#cell-message"));
        await owner.Locator(".history input[name=reason]").First.FillAsync("The old words were better known.");
        await owner.Locator("button[value=undo]").First.ClickAsync();
        await owner.GetByText("Proposed. It counts once a second person approves it.").WaitForAsync();
    }

    [Fact]
    public async Task A_link_is_found_in_the_drawing_by_keyboard_and_a_new_one_is_drawn()
    {
        IPage page = await chromium.OpenAsync(site.Address);
        await page.SignInAsync(site, AccountRole.Admin);
        await page.GotoAsync("/admin/knowledge/chain?symptom=heel_pain_first_step");
        await page.Locator("svg a[href$='/L003']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "L003", Level = 1 }).WaitForAsync();

        await page.GotoAsync("/admin/knowledge/chain");
        await page.SelectOptionAsync("#from_structure", "soleus");
        await page.SelectOptionAsync("#to_structure", "gluteus_medius");
        await page.GetByRole(AriaRole.Button, new() { Name = "Describe it" }).ClickAsync();
        Assert.Equal(("soleus", "gluteus_medius"), (await page.InputValueAsync("#cell-from_structure"), await page.InputValueAsync("#cell-to_structure")));
        await page.FillAsync("#cell-from_dysfunction", "stiff lower calf");
        await page.FillAsync("#cell-mechanism", "Changes how the hip is loaded at push-off");
        await page.FillAsync("#cell-strength", "0.1");
        await page.SelectOptionAsync("#cell-evidence_grade", "expert_opinion");
        await page.SelectOptionAsync("#cell-use", "educate_only");
        await page.SelectOptionAsync("#cell-seed_claim", "false");
        await page.Locator("#cell-source_ids summary").ClickAsync();
        await page.CheckAsync("#cell-source_ids input[value=EXPERT_OPINION]");
        await page.Locator("button[value=save]").ClickAsync();
        await page.GetByText("Saved. Every shop server follows").WaitForAsync();

        await page.GotoAsync("/admin/knowledge/chain");
        Assert.Equal(1, await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^L080: ") }).CountAsync());
    }
}
