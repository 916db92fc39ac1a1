using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Privacy;

/// <summary>How long what is stored of people is kept, from <c>Journal:KeepDays</c> and <c>Audit:KeepDays</c>.</summary>
/// <param name="KeepDays">Days after a list was served, and after which orders and reviews lose their link to a visitor; null is for ever.</param>
/// <param name="AuditDays">Days that the audit trail and names in the history of changes are kept; null is for ever.</param>
public sealed record JournalKeeping(int? KeepDays, int? AuditDays = null)
{
    /// <summary>Twelve months, as the knowledge base's rule on storage asks (RQ09); models learn from the last months.</summary>
    public const int Default = 365;

    /// <summary>Three years: long enough to answer for a breach.</summary>
    public const int DefaultAudit = 1_095;

    /// <summary>Reads the settings; a refusal names the setting, its value and what to write.</summary>
    public static (JournalKeeping Keeping, string? Refusal) Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        (int? lists, string? refusal) = Days(configuration, "Journal:KeepDays", Default, 30);
        (int? audit, string? alsoRefused) = Days(configuration, "Audit:KeepDays", DefaultAudit, 365);
        return (new JournalKeeping(lists, audit), refusal ?? alsoRefused);
    }

    private static (int? Days, string? Refusal) Days(IConfiguration configuration, string name, int otherwise, int least)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return (otherwise, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && (days == 0 || (days >= least && days <= 36_500))
            ? (days == 0 ? null : days, null)
            : (otherwise, FormattableString.Invariant($"{name} is '{text}': write a number of days from {least} to 36500, 0 to keep everything for ever, or leave it out for {otherwise}."));
    }
}
