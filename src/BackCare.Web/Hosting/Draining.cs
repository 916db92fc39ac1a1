using System.Globalization;

namespace BackCare.Web.Hosting;

/// <summary>How long a host that was asked to stop goes on answering, from <c>Shutdown:DrainSeconds</c>.</summary>
/// <param name="Length">The time; none without the setting.</param>
public sealed record DrainSettings(TimeSpan Length)
{
    /// <summary>Requests that are under way when the server stops have so long to end, beside the time of draining.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidDataException">It is no number of seconds.</exception>
    public static DrainSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["Shutdown:DrainSeconds"] is not { Length: > 0 } text) return new(TimeSpan.Zero);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and <= 300
            ? new(TimeSpan.FromSeconds(seconds))
            : throw new InvalidDataException($"Shutdown:DrainSeconds is '{text}': write a number of seconds from 0 to 300, or leave it out.");
    }
}

/// <summary>Between being asked to stop and stopping: the host says on <c>/health/ready</c> that it stops and goes on answering, so that whoever routes to it can look elsewhere
/// first (docs/decisions/0106-draining.md).</summary>
public sealed class Draining(DrainSettings settings, TimeProvider clock) : IHostedLifecycleService
{
    private bool isUnderWay;

    /// <summary>True from the moment the host was asked to stop.</summary>
    public bool IsUnderWay => Volatile.Read(ref isUnderWay);

    /// <summary>Comes before any service stops; everything works on meanwhile.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref isUnderWay, true);
        await Task.Delay(settings.Length, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Puts draining into a host.</summary>
public static class DrainingRegistration
{
    /// <summary>Registers it; what is under way still gets its time when the draining is over.</summary>
    public static IServiceCollection AddDraining(this IServiceCollection services, IConfiguration configuration)
    {
        DrainSettings settings = DrainSettings.Read(configuration);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Length + DrainSettings.Rest);
        return services.AddSingleton(settings).AddSingleton<Draining>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<Draining>());
    }

    /// <summary>A proxy sends it with requests that it can ask another host for.</summary>
    private const string Elsewhere = "X-Retry-Elsewhere";

    /// <summary>While the host drains, every answer ends its connection, so that a proxy keeps none that the stop would cut; and what the proxy can ask another host for it is asked to,
    /// by a status that this host has no other use for, so that it also stops sending what it could not.</summary>
    public static void UseDraining(this WebApplication app)
    {
        Draining draining = app.Services.GetRequiredService<Draining>();
        app.Use((context, next) =>
        {
            if (!draining.IsUnderWay) return next(context);
            if (HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
            if (!context.Request.Headers.ContainsKey(Elsewhere)) return next(context);
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        });
    }
}
