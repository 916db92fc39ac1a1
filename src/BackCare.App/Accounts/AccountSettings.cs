using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Accounts;

/// <summary>How long sessions last and who needs a second factor; settings section <c>Accounts</c>.</summary>
/// <param name="Idle">How long a session lasts without a request.</param>
/// <param name="Longest">How long a session lasts at all.</param>
/// <param name="Proof">For how long after showing a password, a code or a passkey sensitive things are open.</param>
/// <param name="RequireSecondFactor">The least role that must have a second factor; null when nobody must.</param>
/// <param name="PasskeyDomain">The domain that passkeys belong to; null for the host that a page is opened at.</param>
public sealed record AccountSettings(TimeSpan Idle, TimeSpan Longest, TimeSpan Proof, AccountRole? RequireSecondFactor, string? PasskeyDomain)
{
    /// <summary>OWASP ASVS level 2: 30 minutes without a request, 12 hours in all.</summary>
    public static AccountSettings Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12), TimeSpan.FromMinutes(15), null, null);

    /// <summary>True when an account of this role must have a second factor.</summary>
    public bool Requires(AccountRole role) => RequireSecondFactor is { } least && role >= least;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidDataException">A setting cannot be used; the message names it, its value and what to write.</exception>
    public static AccountSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection("Accounts");
        AccountSettings read = new(
            TimeSpan.FromMinutes(Number(section, "IdleMinutes", 1, 1_440, Default.Idle.TotalMinutes)),
            TimeSpan.FromHours(Number(section, "LongestHours", 1, 168, Default.Longest.TotalHours)),
            TimeSpan.FromMinutes(Number(section, "ProofMinutes", 1, 720, Default.Proof.TotalMinutes)),
            Role(section["RequireSecondFactor"]),
            section["PasskeyDomain"] is { Length: > 0 } domain ? domain : null);
        if (read.PasskeyDomain is { } name && Uri.CheckHostName(name) != UriHostNameType.Dns)
            throw new InvalidDataException($"Accounts:PasskeyDomain is '{name}': write the domain of the shop without scheme and port, such as shop.example.");
        return read;
    }

    /// <summary>Why the settings cannot be used; null when they can.</summary>
    public static string? ProblemOf(IConfiguration configuration) => SettingProblem.Of(() => Read(configuration));

    private static double Number(IConfigurationSection section, string name, int least, int most, double otherwise)
    {
        if (section[name] is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new InvalidDataException($"Accounts:{name} is '{text}': write a whole number from {least} to {most}.");
    }

    private static AccountRole? Role(string? text) => text switch
    {
        null or "" or "Nobody" => null,
        nameof(AccountRole.Analyst) => AccountRole.Analyst,
        nameof(AccountRole.Admin) => AccountRole.Admin,
        nameof(AccountRole.Owner) => AccountRole.Owner,
        _ => throw new InvalidDataException($"Accounts:RequireSecondFactor is '{text}': write Nobody, or the least role that must have one: Analyst, Admin or Owner."),
    };
}
