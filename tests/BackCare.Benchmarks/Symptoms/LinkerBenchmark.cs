using System.Diagnostics;
using System.Text;
using BackCare.App.Knowledge;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Benchmarks.Symptoms;

/// <summary>Time to understand a report of a given length, on one thread, over many different texts put together from the known phrases.</summary>
internal static class LinkerBenchmark
{
    private const int Seed = 7;

    internal static int Run(Arguments arguments)
    {
        int texts = arguments.Number("texts", 5_000), length = arguments.Number("length", 200);
        var knowledge = new KnowledgeBase(KnowledgeReader.Read(KnowledgeFolder.Read(KnowledgeFolder.Seed)).Rows);
        long start = Stopwatch.GetTimestamp();
        double cpuStart = ThreadClock.Micros();
        var linker = new SymptomLinker(knowledge);
        Console.WriteLine($"linker built in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms, own CPU time {(ThreadClock.Micros() - cpuStart) / 1e3:0} ms");
        SymptomReport[] reports = [.. Texts(knowledge, texts, length).Select(t => new SymptomReport { Text = t })];
        foreach (SymptomReport report in reports)
            linker.Understand(report);

        double[] wall = new double[texts], cpu = new double[texts];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < texts; i++)
        {
            long at = Stopwatch.GetTimestamp();
            double cpuAt = ThreadClock.Micros();
            linker.Understand(reports[i]);
            cpu[i] = ThreadClock.Micros() - cpuAt;
            wall[i] = Stopwatch.GetElapsedTime(at).TotalMicroseconds;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine($"{texts} different texts of {reports.Average(r => r.Text.Length):0} characters, {(double)allocated / texts / 1024:0.0} KiB each");
        Print("own CPU time", cpu);
        Print("wall time", wall);
        return 0;
    }

    private static IEnumerable<string> Texts(KnowledgeBase knowledge, int count, int length)
    {
        var random = new Random(Seed);
        IReadOnlyList<SymptomPhrase> phrases = knowledge.Rows.Phrases;
        string[] between = [". ", " and ", ", ", " but no ", "; also "];
        for (int i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            while (text.Length < length)
                text.Append(phrases[random.Next(phrases.Count)].Phrase).Append(between[random.Next(between.Length)]);
            yield return text.ToString(0, length);
        }
    }

    private static void Print(string name, double[] micros)
    {
        Array.Sort(micros);
        double At(double share) => micros[(int)(share * (micros.Length - 1))];
        Console.WriteLine($"{name}, µs: p50 {At(0.5):0}  p95 {At(0.95):0}  p99 {At(0.99):0}  p99.9 {At(0.999):0}  max {micros[^1]:0}");
    }
}
