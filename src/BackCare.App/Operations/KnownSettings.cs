using BackCare.App.Messaging;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Operations;

/// <summary>Every setting that the program reads, so that a misspelt one is found out instead of being ignored.</summary>
public static class KnownSettings
{
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "ConnectionStrings:BackCare", "Database:Password", "Checkout:WebhookSecret", "Telemetry:Otlp:Headers", "OTEL_EXPORTER_OTLP_HEADERS", "Oidc:ClientSecret",
        "DataProtection:Certificate", "DataProtection:PreviousCertificate",
    };

    /// <summary>Settings by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Accounts:IdleMinutes", "Accounts:LongestHours", "Accounts:PasskeyDomain", "Accounts:ProofMinutes", "Accounts:RequireSecondFactor", "Audit:KeepDays",
        "Checkout:Attribution", "Checkout:Item", "Checkout:Kind", "Checkout:Separator", "Checkout:Shop", "Checkout:Template", "Checkout:WebhookSecret",
        "ConnectionStrings:BackCare",
        "DataProtection:Certificate", "DataProtection:PreviousCertificate",
        "Database:BulkCopy", "Database:CommandSeconds", "Database:MaxBatchSize", "Database:MigrateAtStart", "Database:Password", "Database:Provider", "Database:Retries", "Database:RetrySeconds",
        "Exploration:Budget", "Exploration:Temperature", "Exploration:Window",
        "Hsts:Days", "Hsts:SubDomains",
        "Journal:KeepDays", "Journal:PatienceSeconds", "Journal:Queue", "Journal:Spool", "Journal:SpoolMegabytes", "Journal:TrustClock",
        "Limits:Connections",
        "Logging:Access", "Logging:Format",
        "Models:Path",
        "Oidc:Accounts", "Oidc:Authority", "Oidc:ChecksSecondFactor", "Oidc:ClientId", "Oidc:ClientSecret", "Oidc:ClientSecretFile", "Oidc:Name", "Oidc:RoleClaim",
        "Privacy:TombstonesPath", "Proxies:Trusted",
        "RateLimit:Burst", "RateLimit:Enabled", "RateLimit:EventBatchesPerMinute", "RateLimit:EventBurst", "RateLimit:ExportBurst", "RateLimit:ExportsPerMinute", "RateLimit:Guesses", "RateLimit:PerMinute", "RateLimit:PictureBurst",
        "RateLimit:PicturesPerMinute", "RateLimit:WriteBurst", "RateLimit:WritesPerMinute",
        "Secrets:Path", "Shop:PrivacyContact", "Shop:TimeZone", "Shutdown:DrainSeconds", "Site:Address", "Statistics:IncludeSimulated",
        "Telemetry:MetricsEverySeconds", "Telemetry:Otlp:Endpoint", "Telemetry:Otlp:Headers", "Telemetry:Otlp:Protocol", "Telemetry:Service", "Telemetry:TraceShare", "Telemetry:TrustCallers",
        "Training:Schedule", "Training:Trainer",
    ];

    /// <summary>Names under which anything may stand: the framework's own, and lists.</summary>
    private static readonly string[] Open = ["Checkout:Ids:", "Kestrel:", "Logging:", "Oidc:Roles:", "Proxies:Trusted:"];

    private static readonly HashSet<string> Known = new(Names, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Sections = [.. Names.Select(SectionOf).Distinct(StringComparer.Ordinal)];

    /// <summary>Settings of our sections, or of names near to one of ours, that nothing reads, each with what may have been meant.</summary>
    public static IReadOnlyList<(string Name, string? Meant)> Unread(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var unread = new List<(string, string?)>();
        foreach ((string name, string? value) in configuration.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is null || Known.Contains(name) || Open.Any(open => name.StartsWith(open, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (Meant(name) is { } meant)
                unread.Add((name, meant));
            else if (name.Contains(':', StringComparison.Ordinal) && Sections.Contains(SectionOf(name), StringComparer.OrdinalIgnoreCase))
                unread.Add((name, null));
        }

        return unread;
    }

    /// <summary>What was set, for people: names with values, secrets by name alone.</summary>
    public static IReadOnlyDictionary<string, string> ToTell(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new SortedDictionary<string, string>(
            Names.Where(name => configuration[name] is { Length: > 0 }).ToDictionary(name => name, name => Secrets.Contains(name) ? "(set)" : configuration[name]!, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The setting that a name is near to: by a slip of the keyboard, or by separators that are not ours (one underscore, a dot, none).</summary>
    private static string? Meant(string name)
    {
        string plain = Plain(name);
        if (Names.FirstOrDefault(known => Plain(known) == plain) is { } same)
            return same;
        if (!name.Contains(':', StringComparison.Ordinal))
            return null;
        string section = SectionOf(name);
        if (Sections.FirstOrDefault(known => known.Equals(section, StringComparison.OrdinalIgnoreCase)) is null && NearestId.Find(section, Sections.Select(s => s.ToLowerInvariant())) is null)
            return null;
        return NearestId.Find(name.ToLowerInvariant(), Names.Select(known => known.ToLowerInvariant())) is { } near ? Names.First(known => known.Equals(near, StringComparison.OrdinalIgnoreCase)) : null;
    }

    private static string SectionOf(string name) => name.Split(':')[0];

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
