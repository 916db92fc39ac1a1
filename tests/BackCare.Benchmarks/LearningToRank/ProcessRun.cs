using System.Diagnostics;
using System.Globalization;

namespace BackCare.Benchmarks.LearningToRank;

/// <summary>A finished program: its output, wall time, processor time of all its threads and the most memory it held.</summary>
internal sealed record ProcessRun(string Output, double Seconds, double ProcessorSeconds, double PeakMegabytes)
{
    internal static ProcessRun Of(string program, IReadOnlyList<string> arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        long peakKilobytes = 0;
        TimeSpan processor = default;
        while (!process.WaitForExit(20))
        {
            peakKilobytes = Math.Max(peakKilobytes, PeakOf(process.Id));
            processor = ProcessorTimeOf(process, processor);
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}{output.Result}");
        return new ProcessRun(output.Result + errors.Result, watch.Elapsed.TotalSeconds, processor.TotalSeconds, peakKilobytes / 1024.0);
    }

    private static TimeSpan ProcessorTimeOf(Process process, TimeSpan otherwise)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return otherwise;
        }
    }

    /// <summary>The kernel's high-water mark of resident memory (Linux); 0 elsewhere.</summary>
    private static long PeakOf(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
