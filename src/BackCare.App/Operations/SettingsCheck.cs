using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Learn;
using BackCare.App.Orders;
using BackCare.App.Privacy;
using BackCare.App.Rules;
using BackCare.App.Serving;
using BackCare.App.Telemetry;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Operations;

/// <summary>Whether the settings can be used, and whether any is misspelt.</summary>
internal static class SettingsCheck
{
    private const string Area = "configuration";

    public static IEnumerable<Finding> Run(IConfiguration configuration)
    {
        string?[] refusals =
        [
            DatabaseSettings.Read(configuration).Refusal, ServingSettings.Read(configuration).Refusal, TrainingSchedule.Read(configuration).Refusal, JournalKeeping.Read(configuration).Refusal,
            CheckoutSettings.ProblemOf(configuration), ShopTime.ProblemOf(configuration), AccountSettings.ProblemOf(configuration), OidcSettings.ProblemOf(configuration), TelemetrySettings.Read(configuration).Refusal,
        ];
        string[] problems = [.. refusals.OfType<string>()];
        foreach (string problem in problems)
            yield return Finding.Fail(Area, "value", problem, "Change the setting as it says; no host starts with it.");
        foreach ((string name, string? meant) in KnownSettings.Unread(configuration))
        {
            yield return Finding.Warn(
                Area, "unknown", $"Nothing reads the setting {name}.",
                meant is null ? "Look it up in README.md, or take it away." : $"Write {meant} (as an environment variable {meant.Replace(":", "__", StringComparison.Ordinal)}), or take it away.");
        }

        foreach (Finding conflict in Conflicts(configuration))
            yield return conflict;
        if (problems.Length == 0)
            yield return Finding.Ok(Area, "values", $"{KnownSettings.ToTell(configuration).Count} settings are set and can be used.");
    }

    private static IEnumerable<Finding> Conflicts(IConfiguration configuration)
    {
        string connection = configuration["ConnectionStrings:BackCare"] ?? "";
        bool sqlServer = string.Equals(configuration["Database:Provider"], nameof(DatabaseProvider.SqlServer), StringComparison.OrdinalIgnoreCase);
        if (!sqlServer && (connection.Contains("Server=", StringComparison.OrdinalIgnoreCase) || connection.Contains("Initial Catalog=", StringComparison.OrdinalIgnoreCase)))
        {
            yield return Finding.Fail(Area, "conflict", "ConnectionStrings:BackCare names a server and Database:Provider does not say SqlServer.", "Set Database:Provider to SqlServer, or write a file: Data Source=/srv/backcare/backcare.db.");
        }

        if (configuration["Checkout:WebhookSecret"] is { Length: > 0 } && (configuration["Checkout:Kind"] ?? "demo") is "demo" or "")
        {
            yield return Finding.Warn(Area, "conflict", "Checkout:WebhookSecret is set and Checkout:Kind is demo, whose orders nobody reports.", "Set Checkout:Kind, or take the secret away.");
        }

        if (configuration["Telemetry:Otlp:Endpoint"] is { Length: > 0 } own && configuration[TelemetrySettings.StandardEndpoint] is { Length: > 0 } standard && own != standard)
        {
            yield return Finding.Warn(Area, "conflict", $"{TelemetrySettings.EndpointSetting} and {TelemetrySettings.StandardEndpoint} name two receivers; the first counts.", "Keep one of them.");
        }
    }
}
