using System.Globalization;
using BackCare.App.Learn;

namespace BackCare.Cli.Simulate;

/// <summary>Tells every few seconds how far a simulation has come.</summary>
internal sealed class SessionLines(TextWriter error, int sessions, TimeProvider time) : IProgress<SimulateShoppers.Progress>
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private readonly long start = time.GetTimestamp();
    private long last = time.GetTimestamp();

    public void Report(SimulateShoppers.Progress value)
    {
        if (value.Sessions < sessions && time.GetElapsedTime(last) < Between)
            return;
        last = time.GetTimestamp();
        TimeSpan elapsed = time.GetElapsedTime(start), remaining = elapsed / Math.Max(1, value.Sessions) * (sessions - value.Sessions);
        error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{value.Sessions}/{sessions} visits, {value.Events} events  elapsed {elapsed:m\\:ss}  remaining {remaining:m\\:ss}"));
    }
}
