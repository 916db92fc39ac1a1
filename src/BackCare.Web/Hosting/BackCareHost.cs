using BackCare.App;
using BackCare.App.Learn;
using BackCare.App.Settings;
using BackCare.Ranking.MLNet;
using BackCare.Web.Api;
using BackCare.Web.Assets;
using BackCare.Web.Health;
using BackCare.Web.Pages.Accounts;
using BackCare.Web.Pages.Admin;
using BackCare.Web.Pages.Admin.Attention;
using BackCare.Web.Pages.Admin.Catalog;
using BackCare.Web.Pages.Admin.Import;
using BackCare.Web.Pages.Admin.Knowledge;
using BackCare.Web.Pages.Admin.Rules;
using BackCare.Web.Pages.Admin.Status;
using BackCare.Web.Pages.Analyst;
using BackCare.Web.Pages.Privacy;
using BackCare.Web.Pages.Shop;
using BackCare.Web.Pages.Storefront;
using BackCare.Web.Pages.Texts;
using BackCare.Web.Pages.Widget;
using BackCare.Web.Security;
using BackCare.Web.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace BackCare.Web.Hosting;

/// <summary>Puts the web host together and runs it.</summary>
public static class BackCareHost
{
    /// <summary>The host with every service and endpoint, not yet started.</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Settings lie beside the assembly, so the host may be started from any folder.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddSecretFiles(builder.Configuration);
        builder.WebHost.ConfigureKestrel(server => ServerLimits.Apply(server, builder.Configuration));
        ListenAddress.SetDefault(builder);
        builder.Logging.AddLogLines(builder.Configuration);
        AddServices(builder);
        WebApplication app = builder.Build();
        UsePipeline(app);
        return app;
    }

    /// <summary>Prepares the database and the shelf, serves until asked to stop, and returns the process's exit code.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        if (ListenAddress.FirstTaken(app.Configuration) is { } taken)
        {
            await Console.Error.WriteLineAsync(ListenAddress.TakenMessage(taken));
            return 1;
        }
        StartupReport startup = await app.Services.GetRequiredService<BackCareStartup>().PrepareAsync();
        foreach (string note in startup.Notes) await Console.Out.WriteLineAsync(note);
        if (startup.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"BackCare cannot start: {refusal}");
            return 1;
        }
        try
        {
            await app.StartAsync();
        }
        catch (IOException fault) when (ListenAddress.IsTaken(fault))
        {
            await Console.Error.WriteLineAsync(ListenAddress.TakenMessage(null));
            return 1;
        }
        await Console.Out.WriteLineAsync($"BackCare is ready: {string.Join(" ", app.Urls.Select(ListenAddress.Clickable))}");
        await FirstOwnerNotice.PrintAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        RateLimitSettings limits = builder.Configuration.GetSection("RateLimit").Get<RateLimitSettings>() ?? new();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<FormOptions>(options =>
        {
            options.BufferBody = false;
            // A list of 500 products posts four fields for each, and a description of 20,000 letters takes up to 60 KB.
            options.ValueCountLimit = 2_048;
            options.KeyLengthLimit = 128;
            options.ValueLengthLimit = 64 * 1024;
            options.MultipartBodyLengthLimit = ImportPages.UploadBytes;
        });
        services.AddDraining(builder.Configuration);
        services.AddTelemetry(builder.Configuration);
        services.AddFailures();
        services.AddApiCompression();
        services.AddDenyByDefault();
        services.AddSessions(builder.Configuration);
        services.AddPasskeys(builder.Configuration);
        services.AddProvider(builder.Configuration);
        services.AddFormTokens();
        services.AddHttpContextAccessor();
        services.AddScoped<Visitor>();
        services.AddScoped<ScriptNonce>();
        services.AddRateLimits(limits);
        services.AddBackCareOpenApi();
        services.AddPageLanguages();
        services.AddScoped<ReportPages>();
        services.AddSingleton<ModelFiles>();
        services.AddScoped<RunDesk>();
        services.AddScoped<RuleEditor>();
        services.AddScoped<ImportDesk>();
        services.AddScoped<SuggestionDesk>();
        services.AddSingleton<SiteAddress>();
        services.AddScoped<BasketCookie>();
        services.AddScoped<ConsentCookie>();
        services.AddScoped<ShopEvents>();
        services.AddSingleton<WidgetOrigins>();
        services.AddBackCare(builder.Configuration).AddBackCareRefresh().AddScheduledTraining(TrainingSchedule.Read(builder.Configuration).Schedule);

        // Looked up by whoever trains, so that a host that only serves never loads ML.NET.
        services.AddSingleton(_ => Trainers.Catalog);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseRequestLog();
        app.UseTrustedProxies();
        app.UseDraining();
        app.UseHostPrefixedCookies();
        app.UseSecurityHeaders();
        app.UsePageLanguages();
        app.UseFailures();
        app.UsePlainBodies();
        app.UseApiCompression();
        app.UseWidgetCors();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuditedWrites();
        app.UseAuthorization();
        app.UseFormsOnly();
        app.UseIdempotentWrites();

        app.MapEmbeddedAssets();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapV1();
        app.MapLearn();
        app.MapJournal();
        app.MapExperimentsApi();
        app.MapKnowledgeApi();
        app.MapStorefront();
        app.MapAccounts();
        app.MapPeople();
        app.MapAudit();
        app.MapKeys();
        app.MapKeysApi();
        app.MapSecondFactor();
        app.MapPasskeys();
        app.MapProvider();
        app.MapInsightPages();
        app.MapModelPages();
        app.MapRunPages();
        app.MapImports();
        app.MapProductFiles();
        app.MapExperiments();
        app.MapShop();
        app.MapPictures();
        app.MapCatalogDesk();
        app.MapCatalogApi();
        app.MapBasket();
        app.MapReviews();
        app.MapReviewDesk();
        app.MapAttentionPages();
        app.MapStatus();
        app.MapAttentionApi();
        app.MapRuleDesk();
        app.MapRulesApi();
        app.MapModerationApi();
        app.MapKnowledgePages();
        app.MapYourData();
        app.MapMe();
        app.MapReviewsApi();
        app.MapOrderWebhook();
        app.MapWidget();
        app.MapSitemap();
    }
}
