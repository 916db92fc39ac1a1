using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Rules;

/// <summary>The zone that the desk shows and takes times in, from <c>Shop:TimeZone</c>; UTC without one. What is stored is UTC.</summary>
/// <param name="Zone">The zone.</param>
public sealed record ShopTime(TimeZoneInfo Zone)
{
    private const string Setting = "Shop:TimeZone", Minutes = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The zone's name, such as Europe/Berlin.</summary>
    public string Name => Zone.Id;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidDataException">It names no zone; the message says what to write.</exception>
    public static ShopTime Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string? name = configuration[Setting];
        if (string.IsNullOrWhiteSpace(name))
            return new ShopTime(TimeZoneInfo.Utc);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out TimeZoneInfo? zone)
            ? new ShopTime(zone)
            : throw new InvalidDataException($"{Setting} is '{name}': write the name of a time zone, such as America/New_York, or leave it out for UTC.");
    }

    /// <summary>Why the setting cannot be used; null when it can.</summary>
    public static string? ProblemOf(IConfiguration configuration) => SettingProblem.Of(() => Read(configuration));

    /// <summary>A time in the shop's zone, to the minute, as a form's field takes it; empty for null.</summary>
    public string ToField(DateTime? utc) => utc is { } at ? Local(at).ToString(Minutes, CultureInfo.InvariantCulture) : "";

    /// <summary>A time in the shop's zone for people, to the minute.</summary>
    public string ToWords(DateTime utc) => Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads a form's field: a time of the shop's clock. A time that the clock shows twice is its first; one that it skips is what it shows an hour later.</summary>
    /// <param name="field">Such as 2026-12-01T09:30; empty for none.</param>
    /// <param name="utc">The time in UTC; null for an empty field.</param>
    /// <returns>False when it is no time.</returns>
    public bool TryRead(string field, out DateTime? utc)
    {
        ArgumentNullException.ThrowIfNull(field);
        utc = null;
        if (field.Trim().Length == 0)
            return true;
        if (!DateTime.TryParseExact(
            field.Trim(), [Minutes, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
            return false;
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        TimeSpan offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        utc = DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
        return true;
    }

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
}
