using System.CommandLine;
using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Settings;
using BackCare.Ranking.MLNet;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackCare.Cli;

/// <summary>The app as a verb uses it: the web host's settings, a database that is created, migrated and seeded when it is missing.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Shop(ServiceProvider services) => this.services = services;

    /// <summary>Where the database is, for one command line.</summary>
    public static Option<string?> DatabaseOption() => new("--database")
    {
        HelpName = "file|connection string",
        Description = "SQLite file, or a connection string of the configured provider; without it the settings say (ConnectionStrings:BackCare).",
    };

    /// <summary>Where the models are, for one command line.</summary>
    public static Option<string?> ModelsOption() => new("--models")
    {
        HelpName = "folder",
        Description = "Folder that holds ranking/; without it the settings say (Models:Path).",
    };

    /// <summary>Opens the shop; notes of start-up go to <paramref name="error"/>.</summary>
    public static async Task<Shop> OpenAsync(string? database, TextWriter error, CancellationToken cancellationToken, string? models = null)
    {
        var shop = new Shop(Services(database, error, models));
        StartupReport report = await shop.services.GetRequiredService<BackCareStartup>().PrepareAsync(cancellationToken);
        foreach (string note in report.Notes)
            await error.WriteLineAsync(note);
        if (report.Refusal is null)
            return shop;
        await shop.DisposeAsync();
        throw new RefusedException(report.Refusal);
    }

    /// <summary>The shop for verbs that touch the models folder alone: they work, and at once, also while the database cannot be reached.</summary>
    public static Shop ForModels(string? models, TextWriter error) => new(Services(null, error, models));

    /// <summary>The shop for verbs that look at an installation as it is: nothing is created, migrated or read before they ask for it.</summary>
    /// <param name="database">Where the database is; null leaves it to the settings.</param>
    /// <param name="models">Where the models are; null leaves it to the settings.</param>
    /// <param name="error">Where warnings go.</param>
    /// <param name="usesDatabase">Settings of the database that cannot be used end the verb; without it they are a finding.</param>
    public static Shop Unopened(string? database, string? models, TextWriter error, bool usesDatabase = true)
    {
        var shop = new Shop(Services(database, error, models));
        return usesDatabase && shop.Get<DatabaseSettingsReading>().Refusal is { } refusal ? throw new RefusedException(refusal) : shop;
    }

    /// <summary>The shop for verbs about the database itself: its settings are read, and it is neither created nor migrated.</summary>
    public static Shop Unprepared(string? database, TextWriter error)
    {
        var shop = new Shop(Services(database, error, null));
        DatabaseSettingsReading reading = shop.Get<DatabaseSettingsReading>();
        return (reading.Refusal ?? Databases.MissingParts(reading.Required.Provider)) is { } refusal ? throw new RefusedException(refusal) : shop;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Sends one request; a refusal ends the verb with its reason.</summary>
    public async Task<T> AskAsync<T>(IRequest<Answer<T>> request, CancellationToken cancellationToken)
        where T : notnull
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        Answer<T> answer = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
        return answer.Refusal is not { } refusal ? answer.Value
            : throw new RefusedException(string.Join('\n', [refusal.Reason, .. refusal.Fields.Select(f => $"{f.Path}: {f.Problem}")]));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static ServiceProvider Services(string? database, TextWriter error, string? models) => new ServiceCollection()
        .AddSingleton<ILoggerProvider>(new ErrorLog(error))
        .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None))
        .AddBackCare(Settings(database, models))
        .AddSingleton(_ => Trainers.Catalog)
        .BuildServiceProvider();

    private static IConfigurationRoot Settings(string? database, string? models)
    {
        var settings = new ConfigurationBuilder().SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables();
        settings.AddSecretFiles(settings.Build());
        if (database is not null)
        {
            string connection = database.Contains('=', StringComparison.Ordinal) ? database : $"Data Source={Path.GetFullPath(database)}";
            settings.AddInMemoryCollection([new("ConnectionStrings:BackCare", connection)]);
        }

        if (models is not null)
            settings.AddInMemoryCollection([new("Models:Path", Path.GetFullPath(models))]);
        return settings.Build();
    }
}
