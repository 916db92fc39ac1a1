using BackCare.App.Accounts;
using BackCare.App.Events;
using BackCare.App.Learn.Experiments;
using BackCare.App.Serving;
using BackCare.BrowserTests.Hosting;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.FunctionalTests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

public sealed class ExperimentsPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override string Name => "experiments";

    protected override AccountRole Role => AccountRole.Analyst;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/analyst/experiments");
        await page.FillAsync("#alpha", "often");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.Locator(".errors").WaitForAsync();
    }
}

public sealed class ExperimentPageTests(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    private static readonly SemaphoreSlim Once = new(1);
    private static string? path;

    protected override string Name => "experiment";

    protected override AccountRole Role => AccountRole.Analyst;

    protected override async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(await StartedAsync());
        await page.Locator("svg.chart").WaitForAsync();
    }

    /// <summary>A stopped experiment with 400 visitors of two hours ago; the page of a stopped one does not load itself anew.</summary>
    private async Task<string> StartedAsync()
    {
        await Once.WaitAsync();
        try
        {
            if (path is not null) return path;
            Actor analyst = new("ana", "ana@example.org", AccountRole.Analyst);
            ExperimentPart started = await Site.AskAsync(new StartExperiment.Command("debiased model of November", "ab_test", new ArmPart("knowledge")) { By = analyst });
            DateTime served = started.StartedUtc.AddHours(-2);
            await Site.Services.GetRequiredService<EventJournal>().AppendAsync(new JournalBatch(
                [.. Enumerable.Range(0, 400).Select(i => ListOf(started, i, served))], [.. Enumerable.Range(0, 400).Where(i => i % 2 == 0 ? i % 5 == 0 : i % 11 == 0).Select(i => ClickOn(i, served))]));
            await Site.AskAsync(new StopExperiment.Command(started.Id, "seen enough") { By = analyst });
            return path = $"/analyst/experiments/{started.Id}";
        }
        finally
        {
            Once.Release();
        }
    }

    private static KeptList ListOf(ExperimentPart started, int i, DateTime served) => new()
    {
        List = new ServedList
        {
            Id = $"x{i}",
            ServedUtc = served,
            VisitorId = $"v{i}",
            Model = new RankerIdentity("knowledge", "1"),
            ShelfVersion = "1",
            SchemaHash = "none",
            ExperimentId = started.Id,
            Arm = i % 2 == 0 ? "treatment" : "control",
            Scored = new ScoredList { ProductIds = ["a"], Rows = new float[1], Scores = new double[1], Shown = [new ShownItem(0, 1, 1, false)] },
        },
    };

    private static Interaction ClickOn(int i, DateTime served) => new()
    {
        EventId = $"cx{i}",
        Kind = InteractionKind.Click,
        ProductId = "a",
        ListId = $"x{i}",
        Position = 1,
        OccurredUtc = served.AddMinutes(1),
        ReceivedUtc = served.AddMinutes(1),
    };
}
