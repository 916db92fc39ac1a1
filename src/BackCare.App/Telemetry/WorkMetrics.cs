using System.Diagnostics.Metrics;
using BackCare.App.Messaging;

namespace BackCare.App.Telemetry;

/// <summary>Work that takes minutes: training runs with the gate's verdict, imports with how far they are.</summary>
internal sealed class WorkMetrics : IDisposable
{
    private readonly Meter meter = new(Traces.SourceName);
    private readonly Histogram<double> trainingTime;
    private readonly Counter<long> verdicts, imports;
    private double importDone;
    private long importProducts;

    public WorkMetrics()
    {
        trainingTime = meter.CreateHistogram("backcare.training.duration", "s", "Time of one training run, by trainer and how it ended.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 14_400] });
        verdicts = meter.CreateCounter<long>("backcare.gate.verdicts", "{run}", "Verdicts of the promotion gate.");
        imports = meter.CreateCounter<long>("backcare.imports", "{step}", "Steps of imports that ended, by how.");
        meter.CreateObservableGauge("backcare.import.progress", () => Volatile.Read(ref importDone), "1", "Share of the file that the import under way here has read; 1 when it is through.");
        meter.CreateObservableGauge("backcare.import.products", () => Volatile.Read(ref importProducts), "{product}", "Products that this import has read.");
    }

    public void Trained(string trainer, string state, string? verdict, TimeSpan taken)
    {
        trainingTime.Record(taken.TotalSeconds, new("backcare.trainer", trainer), new("backcare.state", state));
        if (verdict is not null)
            verdicts.Add(1, new KeyValuePair<string, object?>("backcare.verdict", verdict));
    }

    public void Importing(long bytesRead, long bytes, int products)
    {
        Volatile.Write(ref importDone, bytes == 0 ? 0 : (double)bytesRead / bytes);
        Volatile.Write(ref importProducts, products);
    }

    public void Imported(string state) => imports.Add(1, new KeyValuePair<string, object?>("backcare.state", state));

    public void Dispose() => meter.Dispose();
}
