using System.Text;
using BackCare.App.Accounts;
using BackCare.App.Serving;
using BackCare.BrowserTests.Hosting;
using BackCare.FunctionalTests.Hosting;
using BackCare.Tests.App.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BackCare.BrowserTests.Pages;

/// <summary>A page for analysts that is reached by its address.</summary>
public abstract class EveryAnalystPage(BackCareSite site, Chromium chromium) : EveryDeskPage(site, chromium)
{
    protected override AccountRole Role => AccountRole.Analyst;

    protected abstract string Address { get; }

    protected override async Task OpenAsync(IPage page)
    {
        Prepare();
        await page.GotoAsync(Address);
    }

    /// <summary>Puts there what the page shows; may run again and again.</summary>
    protected virtual void Prepare()
    {
    }
}

public sealed class OverviewPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "overview";

    protected override string Address => "/analyst";
}

public sealed class RunsPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "runs";

    protected override string Address => "/analyst/runs";
}

public sealed class ListsPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "lists";

    protected override string Address => "/analyst/lists?id=nothing";
}

public sealed class DriftPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "drift";

    protected override string Address => "/analyst/drift";
}

public sealed class ModelsPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "models";

    protected override string Address => "/analyst/models";

    protected override void Prepare() => AnalystModels.Write(Site);
}

public sealed class ModelPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "model";

    protected override string Address => "/analyst/models/shown-2";

    protected override void Prepare() => AnalystModels.Write(Site);
}

public sealed class CompareModelsPageTests(BackCareSite site, Chromium chromium) : EveryAnalystPage(site, chromium)
{
    protected override string Name => "compare-models";

    protected override string Address => "/analyst/models/compare?a=shown-1&b=shown-2";

    protected override void Prepare() => AnalystModels.Write(Site);
}

/// <summary>Two models with cards that fill every part of a page.</summary>
internal static class AnalystModels
{
    private const string Measured = """
        , "baselines": { "knowledge": { "ndcg@10": { "value": { "estimate": 0.5, "lower": 0.4, "upper": 0.6 }, "gain": { "estimate": 0.25, "lower": 0.2, "upper": 0.3 } } } },
          "slices": [ { "name": "region ankle", "groups": 112, "model": { "estimate": 0.56 }, "reference": { "estimate": 0.48 }, "gain": { "estimate": 0.08, "lower": -0.01, "upper": 0.16 } } ],
          "quality": { "challenger": { "coverage": 0.79, "novelty": 5.98 } }, "examination": [1, 0.68], "calibrationError": 0.0125,
          "offPolicy": [ { "reward": "clicks", "lists": 1046, "logged": { "estimate": 0.94 }, "ips": { "estimate": 0.67 }, "snips": { "estimate": 1.16 }, "effectiveSampleSize": 489, "clipped": 151 } ] }
        """;

    public static void Write(BackCareSite site)
    {
        ModelStore store = site.Services.GetRequiredService<ModelStore>();
        ModelPart[] parts = ModelsOnDisk.Parts("not_enough_evidence");
        string card = Encoding.UTF8.GetString(parts[1].Content.Span)[..^1] + Measured.TrimStart();
        foreach (string version in new[] { "shown-1", "shown-2" })
        {
            if (store.Find(version) is null) _ = store.Write(version, [parts[0], new ModelPart("card.json", Encoding.UTF8.GetBytes(card))]);
        }
    }
}
