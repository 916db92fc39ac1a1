using System.Globalization;
using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Privacy;

/// <summary>Whether a clock may be trusted with erasing by age: one that jumped years ahead would erase everything.</summary>
internal static class ClockCheck
{
    /// <summary>A shop in which nothing was served or noted for so long is taken for one whose clock is wrong.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(366);

    /// <summary>Says that a silence was real.</summary>
    public const string Setting = "Journal:TrustClock";

    /// <summary>Why nothing is to be erased; null when the clock fits what the database holds.</summary>
    public static async Task<string?> ProblemAsync(BackCareDb db, DateTime now, CancellationToken cancellationToken)
    {
        DateTime?[] seen =
        [
            await db.ServedLists.OrderByDescending(l => l.Sequence).Select(l => (DateTime?)l.ServedUtc).FirstOrDefaultAsync(cancellationToken),
            await db.Set<RecordedEvent>().MaxAsync(e => (DateTime?)e.ReceivedUtc, cancellationToken),
            await db.Leases.Where(l => l.ExpiresUtc < now).MaxAsync(l => (DateTime?)l.ExpiresUtc, cancellationToken),
        ];
        return seen.Max() is { } newest && now - newest > LongestSilence
            ? string.Create(CultureInfo.InvariantCulture,
                $"The clock says {now:yyyy-MM-dd}, but the newest thing in the database is of {newest:yyyy-MM-dd}: nothing is erased by age, since a clock that jumped would erase everything. Set the clock right; if it is right, set {Setting} to true once.")
            : null;
    }
}
