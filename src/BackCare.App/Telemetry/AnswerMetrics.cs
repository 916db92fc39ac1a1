using System.Diagnostics.Metrics;
using BackCare.App.Messaging;
using BackCare.Domain.Recommend;

namespace BackCare.App.Telemetry;

/// <summary>What answering costs and comes to, in sums. No tag tells of one shopper: steps, outcomes and a count of danger signs, never which.</summary>
public sealed class AnswerMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Steps = [.. Enum.GetNames<Stage>().Select(name => KeyValuePair.Create("backcare.stage", (object?)name.ToLowerInvariant()))];

    private readonly Meter meter = new(Traces.SourceName);
    private readonly Histogram<double> stageTime, answerTime, eventLag;
    private readonly Histogram<int> candidates;
    private readonly Counter<long> stops, pastShelves;

    public AnswerMetrics()
    {
        stageTime = meter.CreateHistogram("backcare.stage.duration", "s", "Time of one step of an answer.", advice: Times);
        answerTime = meter.CreateHistogram("backcare.recommendation.duration", "s", "Time from a checked request to its answer, by outcome.", advice: Times);
        candidates = meter.CreateHistogram("backcare.candidates", "{product}", "Products that were scored for one list.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [0, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000] });
        eventLag = meter.CreateHistogram("backcare.event.lag", "s", "How long ago the oldest event of a batch happened when it was taken in.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 3_600, 86_400] });
        pastShelves = meter.CreateCounter<long>("backcare.shelf.past", "{shelf}", "Shelves of past lists that were asked for, by whether one was in memory.");
        stops = meter.CreateCounter<long>("backcare.stops", "{answer}", "Referrals, by how many danger signs counted (1, 2, 3 for three and more).");
    }

    /// <summary>From ten microseconds to a second: a step takes some microseconds, an answer less than a millisecond.</summary>
    private static InstrumentAdvice<double> Times => new()
    {
        HistogramBucketBoundaries = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    };

    /// <summary>True when somebody listens; otherwise nothing is timed.</summary>
    internal bool IsHeard => stageTime.Enabled;

    /// <summary>One step of one answer.</summary>
    internal void Passed(Stage stage, TimeSpan taken, int count)
    {
        stageTime.Record(taken.TotalSeconds, Steps[(int)stage]);
        if (stage == Stage.Score)
            candidates.Record(count);
    }

    /// <summary>One answer.</summary>
    /// <param name="outcome">products, question, referral or nothing.</param>
    /// <param name="signs">Danger signs that count.</param>
    /// <param name="taken">From the checked request on.</param>
    internal void Answered(string outcome, int signs, TimeSpan taken)
    {
        answerTime.Record(taken.TotalSeconds, new KeyValuePair<string, object?>("backcare.outcome", outcome));
        if (outcome == "referral")
            stops.Add(1, new KeyValuePair<string, object?>("backcare.signs", Math.Min(signs, 3)));
    }

    /// <summary>A batch of events is durable.</summary>
    /// <param name="lag">Since its oldest event happened, by the client's clock.</param>
    internal void Stored(TimeSpan lag) => eventLag.Record(Math.Max(0, lag.TotalSeconds));

    /// <summary>The shelf of a past list was asked for.</summary>
    internal void AskedForPastShelf(bool inMemory) => pastShelves.Add(1, new KeyValuePair<string, object?>("backcare.in_memory", inMemory));

    public void Dispose() => meter.Dispose();
}
