using System.Globalization;
using BackCare.App.Catalog.Import;
using BackCare.App.Data;
using BackCare.App.Learn;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Operations;

/// <summary>How the last training run and the last import ended, and who holds which lease.</summary>
internal sealed class JobsCheck(Databases databases, TrainingSchedule schedule, TimeProvider clock)
{
    private const string Area = "jobs";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        await using BackCareDb db = databases.Open();
        StoredTrainingRun? run = await db.TrainingRuns.AsNoTracking().OrderByDescending(r => r.StartedUtc).FirstOrDefaultAsync(cancellationToken);
        var import = await db.Imports.AsNoTracking().OrderByDescending(i => i.CreatedUtc).Select(i => new { i.Id, i.State, i.HeardUtc, i.Failure }).FirstOrDefaultAsync(cancellationToken);
        List<StoredLease> leases = await db.Leases.AsNoTracking().OrderBy(l => l.Name).ToListAsync(cancellationToken);
        DateTime now = clock.GetUtcNow().UtcDateTime;
        List<Finding> findings =
        [
            Training(run),
            import is null ? Finding.Ok(Area, "import", "Nothing was imported yet.")
                : import.State is ImportState.Failed or ImportState.Interrupted
                    ? Finding.Warn(Area, "import", $"Import {import.Id} {ImportRuns.Word(import.State)}: {import.Failure}", "Open it on the desk (Import and export), put the file right and check it again.")
                    : Finding.Ok(Area, "import", string.Create(CultureInfo.InvariantCulture, $"Import {import.Id} is {ImportRuns.Word(import.State)}, last heard of {import.HeardUtc:yyyy-MM-dd HH:mm} UTC.")),
        ];
        string[] held = [.. leases.Where(l => l.Owner.Length > 0 && l.ExpiresUtc > now).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Name} until {l.ExpiresUtc:HH:mm:ss}"))];
        findings.Add(Finding.Ok(Area, "leases", held.Length == 0 ? "Nobody holds one." : $"Held: {string.Join(", ", held)}."));
        return findings;
    }

    private Finding Training(StoredTrainingRun? run)
    {
        string when = schedule.Cron is { } cron ? $" Schedule: {cron} (UTC)." : "";
        if (run is null)
            return Finding.Ok(Area, "training", "Nothing was trained yet." + when);
        string said = string.Create(CultureInfo.InvariantCulture, $"Run {run.Id} of {run.StartedUtc:yyyy-MM-dd HH:mm} UTC {run.State.ToString().ToLowerInvariant()}{(run.Verdict is { } verdict ? $", verdict {verdict}" : "")}.{when}");
        return run.State is TrainingState.Failed or TrainingState.Interrupted
            ? Finding.Warn(Area, "training", $"{said} {run.Failure}", "Open the run on the desk (Training runs) and start it again.")
            : Finding.Ok(Area, "training", said);
    }
}
