using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.FunctionalTests.Data.Translation;
using BackCare.FunctionalTests.Hosting;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.FunctionalTests.Data;

/// <summary>The app on a real database, without a web host.</summary>
internal sealed class ShopUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider services;

    /// <param name="settings">Its configuration.</param>
    /// <param name="more">What is added to every context; its queries are translated for SQL Server anyway.</param>
    /// <param name="clock">What it takes for the time; the system's without one.</param>
    public ShopUnderTest(IReadOnlyDictionary<string, string?> settings, Action<DbContextOptionsBuilder>? more = null, TimeProvider? clock = null)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton<Action<DbContextOptionsBuilder>>(builder =>
            {
                ServerTranslation.Watch(builder);
                more?.Invoke(builder);
            })
            .AddBackCare(configuration).BuildServiceProvider();
    }

    /// <summary>On a file that a first start has filled already, unless there is one.</summary>
    public static ShopUnderTest OnSeededFile(string file, string models = "none")
    {
        if (!File.Exists(file))
            SeededDatabase.CopyTo(file);
        return OnFile(file, models);
    }

    public static ShopUnderTest OnFile(string file, string models = "none") =>
        new(new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={file}", ["Models:Path"] = models });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public BackCareDb Open() => Get<Databases>().Open();

    public Task<StartupReport> PrepareAsync() => Get<BackCareStartup>().PrepareAsync(TestContext.Current.CancellationToken);

    public async Task<Answer<T>> SendAsync<T>(IRequest<Answer<T>> request)
        where T : notnull
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
