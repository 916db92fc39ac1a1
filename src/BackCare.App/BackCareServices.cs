using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Desk;
using BackCare.App.Editing;
using BackCare.App.Events;
using BackCare.App.Events.Spool;
using BackCare.App.Knowledge.Desk;
using BackCare.App.Learn;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.App.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BackCare.App;

/// <summary>Everything a host needs from the app.</summary>
public static class BackCareServices
{
    /// <summary>Registers database, shelf, rankers and use cases; the host then awaits <see cref="BackCareStartup.PrepareAsync"/> before it serves.</summary>
    public static IServiceCollection AddBackCare(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => DatabaseSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new Databases(
            provider.GetRequiredService<DatabaseSettingsReading>().Required, provider.GetRequiredService<TimeProvider>(), provider.GetService<Action<DbContextOptionsBuilder>>()));
        services.AddScoped(provider => provider.GetRequiredService<Databases>().Open());
        services.AddSingleton<ShelfHost>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<ModelHost>();
        services.AddSingleton<OutcomeTally>();
        services.AddSingleton<AnswerMetrics>();
        services.AddSingleton<WorkMetrics>();
        services.AddSingleton<UnmetTally>();
        services.AddSingleton<EventJournal>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<PastShelves>();
        services.AddSingleton<Replays>();
        services.AddSingleton(provider => ServingSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => JournalKeeping.Read(provider.GetRequiredService<IConfiguration>()).Keeping);
        services.AddPrivacy();
        services.AddSingleton<StatisticsHost>();
        services.AddSingleton<ServingPolicies>();
        services.AddSingleton(provider => CheckoutSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => ShopTime.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<BackCareStartup>();
        services.AddSingleton<ExperimentHost>();
        services.AddSingleton<ExperimentReader>();
        services.AddScoped<EditHistory>();
        services.AddSingleton<WriteLedger>();
        services.AddKnowledgeDesk();
        services.AddScoped<ProductDesk>();
        services.AddAccounts();
        services.AddTraining();
        services.AddImports();
        return services.AddMessaging();
    }

    /// <summary>Keeps shelf and ranker up to date while the host runs; a command that answers once does without.</summary>
    public static IServiceCollection AddBackCareRefresh(this IServiceCollection services) => services
        .AddSingleton<IHostedService, SpoolReplay>()
        .AddSingleton<IHostedService, ShelfRefresh>().AddSingleton<IHostedService, ModelRefresh>().AddSingleton<IHostedService, JournalDrain>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<TrainingWork>())
        .AddSingleton<IHostedService, UnmetFlush>().AddSingleton<IHostedService, KeyUseFlush>()
        .AddSingleton<IHostedService, JournalAgeing>().AddSingleton<IHostedService, PrivacyKeyRefresh>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<ImportWork>())
        .AddSingleton<IHostedService, StatisticsRefresh>().AddSingleton<IHostedService, ExperimentRefresh>();
}
