namespace BackCare.Benchmarks.Http.Load;

/// <summary>Prints the host's resident memory now and then while a load runs.</summary>
internal sealed class MemorySamples : IDisposable
{
    private readonly Timer? timer;

    internal MemorySamples(int everySeconds, WebProcess web)
    {
        if (everySeconds <= 0) return;
        int ticks = 0;
        Console.WriteLine("second  resident MB  processor s");
        timer = new Timer(_ => Console.WriteLine(FormattableString.Invariant($"{Interlocked.Increment(ref ticks) * everySeconds,6} {web.ResidentMegabytes(),12:F0} {web.ProcessorSeconds(),12:F1}")),
            null, TimeSpan.FromSeconds(everySeconds), TimeSpan.FromSeconds(everySeconds));
    }

    public void Dispose() => timer?.Dispose();
}
