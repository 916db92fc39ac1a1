using System.Diagnostics;
using System.Globalization;
using BackCare.App.Messaging;
using BackCare.App.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BackCare.Web.Telemetry;

/// <summary>Sends traces and metrics to an OTLP receiver while the host runs. Registered only where an endpoint is configured: otherwise nothing of it is loaded.</summary>
internal sealed class TelemetryExport(TelemetrySettings settings) : IHostedService, IDisposable
{
    /// <summary>What is sent of the framework's own meters.</summary>
    private static readonly string[] FrameworkMeters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.RateLimiting",
        "System.Runtime",
    ];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ResourceBuilder resource = ResourceBuilder.CreateEmpty()
            .AddService(settings.Service, serviceVersion: typeof(Traces).Assembly.GetName().Version?.ToString(), autoGenerateServiceInstanceId: false,
                serviceInstanceId: string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"))
            .AddTelemetrySdk().AddEnvironmentVariableDetector();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(Traces.SourceName, RequestSpans.FrameworkSource)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TraceShare)))
            .AddProcessor(new RequestSpans())
            .AddOtlpExporter(options => Configure(options, "v1/traces"))
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter([Traces.SourceName, .. FrameworkMeters])
            .AddOtlpExporter((options, reader) =>
            {
                Configure(options, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)settings.MetricsEvery.TotalMilliseconds;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left; a receiver that is away holds nobody up for long.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => traces?.ForceFlush(2_000), cancellationToken);
        await Task.Run(() => metrics?.ForceFlush(2_000), cancellationToken);
    }

    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private void Configure(OtlpExporterOptions options, string path)
    {
        options.Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = settings.IsGrpc ? settings.Endpoint! : new Uri($"{settings.Endpoint!.ToString().TrimEnd('/')}/{path}");
        options.Headers = settings.Headers;
        options.TimeoutMilliseconds = 5_000;
    }
}

/// <summary>Puts telemetry into the host.</summary>
public static class TelemetryExportRegistration
{
    /// <summary>Sends telemetry when an endpoint is configured; says nothing of it otherwise.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        TelemetrySettings settings = TelemetrySettings.Read(configuration).Settings;
        services.AddSingleton<DistributedContextPropagator>(new OwnPropagation(settings.TrustsCallers));
        if (settings.Endpoint is null) return;
        services.AddSingleton(settings);
        services.AddSingleton<IHostedService, TelemetryExport>();
        services.AddBackCareGauges();
    }
}
