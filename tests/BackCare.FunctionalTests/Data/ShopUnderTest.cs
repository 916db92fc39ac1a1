using BackCare.App;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackCare.FunctionalTests.Data;

/// <summary>The app on a real database, without a web host.</summary>
internal sealed class ShopUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public ShopUnderTest(IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>)).AddBackCare(configuration).BuildServiceProvider();
    }

    public static ShopUnderTest OnFile(string file) => new(new Dictionary<string, string?> { ["ConnectionStrings:BackCare"] = $"Data Source={file}", ["Models:Path"] = "none" });

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
