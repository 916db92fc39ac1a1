using System.Globalization;
using BackCare.App.Data;
using BackCare.App.Serving;

namespace BackCare.App.Operations;

/// <summary>What this host serves with: shelf, ranker, journal, statistics.</summary>
internal sealed class ServingCheck(ShelfHost shelves, ModelHost models, EventJournal journal, StatisticsHost statistics, Databases databases)
{
    private const string Area = "serving";

    public IEnumerable<Finding> Run()
    {
        if (shelves.Current is not { } shelf)
        {
            yield return Finding.Fail(Area, "shelf", "No catalogue is loaded.", "Look into the log for why the database could not be read.");
            yield break;
        }

        string served = string.Create(CultureInfo.InvariantCulture, $"Catalogue {shelf.Version} with {shelf.Products.Count} products, in place for {Span(shelves.Age ?? TimeSpan.Zero)}, built in {shelves.BuildTime.TotalMilliseconds:0} ms.");
        yield return shelves.Degraded is { } degraded ? Finding.Fail(Area, "shelf", $"{degraded} {served}", "Shoppers are served from memory. Look at the database above and into the log.") : Finding.Ok(Area, "shelf", served);
        yield return models.Refused is { } refused
            ? Finding.Fail(Area, "ranker", $"{refused} {models.Ranker.Name} {models.Ranker.Version} ranks.", "Roll back (backcare models rollback), or train again.")
            : Finding.Ok(Area, "ranker", $"{models.Ranker.Name} {models.Ranker.Version} ranks.");
        if (databases.Watch.Degraded is { } away)
            yield return Finding.Fail(Area, "database", away, "Shoppers are served from memory and events wait on disk; bring the database back, nothing has to be restarted.");
        if (journal.Degraded is { } waiting)
            yield return Finding.Warn(Area, "spool", waiting, "It empties by itself once the database takes writes again.");
        JournalStats stats = journal.Stats;
        string wrote = string.Create(CultureInfo.InvariantCulture, $"{stats.Queued} wait, {stats.Accepted} events and {stats.Lists} lists stored, {stats.DroppedLists} lists dropped, {stats.Failures} transactions failed since the start.");
        yield return stats.DroppedLists > 0 || stats.Failures > 0
            ? Finding.Warn(Area, "journal", wrote, "Lists are dropped when the queue is full (Journal:Queue) or the database fails; look at the database above.")
            : Finding.Ok(Area, "journal", wrote);
        yield return Finding.Ok(Area, "statistics", statistics.IsLoaded
            ? string.Create(CultureInfo.InvariantCulture, $"They stand at journal entry {statistics.Current.Sequence}.")
            : "The journal of before the start is still being taken in.");
    }

    private static string Span(TimeSpan span) => span.TotalHours >= 48 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.0} days")
        : span.TotalMinutes >= 120 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.0} hours") : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.0} minutes");
}
