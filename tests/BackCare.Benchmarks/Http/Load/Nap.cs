using System.Runtime.InteropServices;

namespace BackCare.Benchmarks.Http.Load;

/// <summary>Sleeps to within some 60 µs without burning the core that the server needs; the runtime's own waits are a millisecond coarse.</summary>
internal static class Nap
{
    internal static void Until(Func<long> nowMicros, long dueMicros)
    {
        for (long left = dueMicros - nowMicros(); left > 0; left = dueMicros - nowMicros())
        {
            if (!OperatingSystem.IsLinux())
            {
                Thread.Yield();
                continue;
            }
            var time = new Span { Seconds = left / 1_000_000, Nanoseconds = left % 1_000_000 * 1_000 };
            _ = Sleep(ref time, 0);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(ref Span time, nint remaining);

    private struct Span
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
