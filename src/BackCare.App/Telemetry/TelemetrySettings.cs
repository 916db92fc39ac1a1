using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Telemetry;

/// <summary>Where telemetry is sent, and how much. Nothing is sent, and nothing is listened to, without an endpoint.</summary>
/// <param name="Endpoint">Base address of an OTLP receiver; null switches telemetry off.</param>
/// <param name="IsGrpc">OTLP over gRPC; otherwise protobuf over HTTP.</param>
/// <param name="Headers">Headers for the receiver, as <c>name=value,name=value</c>; may hold a secret.</param>
/// <param name="Service">Name of this service.</param>
/// <param name="TraceShare">Share of requests that are traced, 0 to 1.</param>
/// <param name="TrustsCallers">Take trace ids from requests; only behind a proxy of one's own.</param>
/// <param name="MetricsEvery">Time between two sendings of metrics.</param>
public sealed record TelemetrySettings(Uri? Endpoint, bool IsGrpc, string? Headers, string Service, double TraceShare, bool TrustsCallers, TimeSpan MetricsEvery)
{
    /// <summary>Name and standard environment variable of the endpoint.</summary>
    public const string EndpointSetting = "Telemetry:Otlp:Endpoint", StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Protocol = "Telemetry:Otlp:Protocol", Share = "Telemetry:TraceShare", Trust = "Telemetry:TrustCallers", Every = "Telemetry:MetricsEverySeconds";

    /// <summary>Telemetry that is off.</summary>
    public static TelemetrySettings Off { get; } = new(null, true, null, "backcare", 0, false, TimeSpan.FromSeconds(15));

    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static (TelemetrySettings Settings, string? Refusal) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string protocol = First(configuration, Protocol, "OTEL_EXPORTER_OTLP_PROTOCOL") ?? "grpc";
        if (protocol is not ("grpc" or "http/protobuf"))
            return (Off, $"{Protocol} is '{protocol}': write grpc or http/protobuf, or leave it out for grpc.");
        if (Number(configuration[Share], 0.1, 0, 1) is not { } share)
            return (Off, $"{Share} is '{configuration[Share]}': write the share of requests to trace, from 0 to 1, or leave it out for 0.1.");
        if (Number(configuration[Every], 15, 1, 3_600) is not { } seconds)
            return (Off, $"{Every} is '{configuration[Every]}': write seconds from 1 to 3600, or leave it out for 15.");
        bool trust = false;
        if (configuration[Trust] is { Length: > 0 } flag && !bool.TryParse(flag, out trust))
            return (Off, $"{Trust} is '{flag}': write true or false, or leave it out.");
        string? endpoint = First(configuration, EndpointSetting, StandardEndpoint);
        if (endpoint is null || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return (Off, null);
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            return (Off, $"{EndpointSetting} is '{endpoint}': write the receiver's address, such as http://collector:4317, or leave it out to send nothing.");
        return (new TelemetrySettings(
            address, protocol == "grpc", First(configuration, "Telemetry:Otlp:Headers", "OTEL_EXPORTER_OTLP_HEADERS"),
            First(configuration, "Telemetry:Service", "OTEL_SERVICE_NAME") ?? "backcare", share, trust, TimeSpan.FromSeconds(seconds)), null);
    }

    private static string? First(IConfiguration configuration, string own, string standard) =>
        configuration[own] is { Length: > 0 } value ? value : configuration[standard] is { Length: > 0 } other ? other : null;

    private static double? Number(string? text, double fallback, double lowest, double highest) =>
        string.IsNullOrEmpty(text) ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= lowest && value <= highest ? value
        : null;
}
