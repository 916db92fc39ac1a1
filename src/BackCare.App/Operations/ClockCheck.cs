using System.Data.Common;
using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Rules;
using Microsoft.Extensions.Configuration;

namespace BackCare.App.Operations;

/// <summary>Whether this machine's clock can be believed, and whether it knows the zones of the world.</summary>
internal static class ClockCheck
{
    private const string Area = "clock";
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static IEnumerable<Finding> Run(IConfiguration configuration, TimeProvider clock)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime, built = File.GetLastWriteTimeUtc(typeof(ClockCheck).Assembly.Location);
        yield return now >= built - Skew
            ? Finding.Ok(Area, "time", string.Create(CultureInfo.InvariantCulture, $"It is {now:yyyy-MM-dd HH:mm:ss} UTC."))
            : Finding.Fail(Area, "time", string.Create(CultureInfo.InvariantCulture, $"It is {now:yyyy-MM-dd HH:mm:ss} UTC, before this program was installed ({built:yyyy-MM-dd HH:mm:ss})."), "Set the clock and switch on time synchronisation (NTP).");
        yield return TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out _)
            ? Finding.Ok(Area, "zones", $"Zone data is there; the desk shows {ShopTimeName(configuration)}.")
            : Finding.Warn(Area, "zones", "This machine has no time zone data.", "Install the package tzdata: without it Shop:TimeZone can only be UTC.");
    }

    /// <summary>Looks for what was stored at a time that is still to come.</summary>
    public static async Task<Finding> RunAsync(Databases databases, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using DbConnection connection = databases.Connect();
        await connection.OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = """SELECT MAX("MovedUtc") FROM "CatalogVersions" """;
        DateTime? moved = await command.ExecuteScalarAsync(cancellationToken) switch
        {
            DateTime at => at,
            string text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            _ => null,
        };
        return moved is { } latest && latest > clock.GetUtcNow().UtcDateTime + Skew
            ? Finding.Warn(Area, "stored times", string.Create(CultureInfo.InvariantCulture, $"The catalogue was last changed at {latest:yyyy-MM-dd HH:mm:ss} UTC, which is still to come."), "A clock was, or is, wrong: switch on time synchronisation (NTP) on every host.")
            : Finding.Ok(Area, "stored times", "Nothing stored is of a time to come.");
    }

    private static string ShopTimeName(IConfiguration configuration) => ShopTime.ProblemOf(configuration) is null ? ShopTime.Read(configuration).Name : "an unknown zone";
}
