using System.Diagnostics.Metrics;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Scoring;

namespace BackCare.App.Telemetry;

/// <summary>How this host stands, read when somebody collects: shelf, model, journal, statistics, database. Made only where telemetry is sent.</summary>
internal sealed class HostGauges : IDisposable
{
    private readonly Meter meter = new(Traces.SourceName);
    private readonly ShelfHost shelves;
    private readonly ModelHost models;
    private readonly ModelStore store;
    private readonly EventJournal journal;
    private readonly StatisticsHost statistics;
    private readonly StoreWatch database;
    private readonly TimeProvider clock;
    private (string Version, DateTime? CreatedUtc) model = ("", null);

    public HostGauges(ShelfHost shelves, ModelHost models, ModelStore store, EventJournal journal, StatisticsHost statistics, StoreWatch database, TimeProvider clock)
    {
        (this.shelves, this.models, this.store, this.journal, this.statistics, this.database, this.clock) = (shelves, models, store, journal, statistics, database, clock);
        AddShelf();
        AddModel();
        AddJournal();
        AddDatabase();
    }

    public void Dispose() => meter.Dispose();

    private void AddShelf()
    {
        Gauge("backcare.shelf.age", "s", "Time since the shelf that answers was put in place.", () => shelves.Age?.TotalSeconds);
        Gauge("backcare.shelf.build.duration", "s", "Time to read and build the shelf that answers.", () => shelves.Age is null ? null : shelves.BuildTime.TotalSeconds);
        Gauge("backcare.shelf.version", "{version}", "Catalog version of the shelf that answers.", () => Served);
        Gauge("backcare.shelf.behind", "{version}", "Catalog versions that the shelf is behind the database.", () => Served is { } served && database.Seen.IsReached ? Math.Max(0, database.Seen.CatalogVersion - served) : null);
        Gauge("backcare.shelf.products", "{product}", "Products on the shelf that answers.", () => shelves.Current?.Products.Count);
        Gauge("backcare.shelf.degraded", "1", "1 while an older shelf is served because the newest could not be loaded.", () => shelves.Degraded is null ? 0 : 1);
    }

    private void AddModel()
    {
        meter.CreateObservableGauge("backcare.model.age", () => ModelAge() is { } age
            ? [new Measurement<double>(age.TotalSeconds, new("backcare.model", models.Ranker.Name), new("backcare.model.version", models.Ranker.Version))]
            : Array.Empty<Measurement<double>>(), "s", "Time since the model that ranks was made; nothing while the knowledge ranking serves.");
        Gauge("backcare.model.refused", "1", "1 while the champion does not serve, for a reason in the log and in /health/ready.", () => models.Refused is null ? 0 : 1);
    }

    private void AddJournal()
    {
        Gauge("backcare.journal.queue", "{entry}", "Lists and batches of events that wait to be written.", () => journal.Stats.Queued);
        Gauge("backcare.journal.failures", "{transaction}", "Transactions that failed since the start.", () => journal.Stats.Failures);
        Gauge("backcare.statistics.lag", "{entry}", "Journal entries that are not in the statistics yet.", () => database.Seen.IsReached ? Math.Max(0, database.Seen.JournalHead - statistics.Current.Sequence) : null);
        Gauge("backcare.statistics.loaded", "1", "1 once the journal of before the start is taken in.", () => statistics.IsLoaded ? 1 : 0);
    }

    private void AddDatabase()
    {
        Gauge("backcare.database.reached", "1", "1 while the database answers.", () => database.Seen.IsReached ? 1 : 0);
        Gauge("backcare.database.latency", "s", "Time to connect and read two rows.", () => database.Seen.Latency?.TotalSeconds);
        meter.CreateObservableGauge("backcare.lease.held",
            () => database.Seen.Held.Select(lease => new Measurement<int>(lease.Value ? 1 : 0, new KeyValuePair<string, object?>("backcare.lease", lease.Key))), "1", "1 while a process holds the lease.");
        meter.CreateObservableGauge("backcare.drift.psi",
            () => database.Seen.Drift.Select(group => new Measurement<double>(group.Value, new KeyValuePair<string, object?>("backcare.inputs", group.Key))), "1",
            "Largest population stability index of a group of model inputs; 0.1 is worth a look, 0.25 is major.");
    }

    private long? Served => long.TryParse(shelves.Current?.Version, out long version) ? version : null;

    private TimeSpan? ModelAge()
    {
        IRanker ranker = models.Ranker;
        if (model.Version != ranker.Version)
            model = (ranker.Version, store.Find(ranker.Version)?.Card?.CreatedUtc);
        return model.CreatedUtc is { } created ? clock.GetUtcNow().UtcDateTime - created : null;
    }

    /// <summary>A gauge that may have nothing to say.</summary>
    private void Gauge(string name, string unit, string description, Func<double?> read) => meter.CreateObservableGauge(
        name, () => read() is { } value ? [new Measurement<double>(value)] : Array.Empty<Measurement<double>>(), unit, description);
}
