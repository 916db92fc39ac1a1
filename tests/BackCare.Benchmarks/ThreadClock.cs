using System.Runtime.InteropServices;

namespace BackCare.Benchmarks;

/// <summary>CPU time of the calling thread. On a machine shared with other work wall time measures the neighbours; this does not. Linux only, else zero.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuClock = 3;

    internal static double Micros()
    {
        if (!OperatingSystem.IsLinux())
            return 0;
        _ = ReadClock(ThreadCpuClock, out ClockTime time);
        return time.Seconds * 1e6 + time.Nanoseconds / 1e3;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out ClockTime time);

    private struct ClockTime
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
