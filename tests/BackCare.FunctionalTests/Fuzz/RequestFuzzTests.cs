using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.FunctionalTests.Fuzz;

/// <summary>Tests that run when no other does: they look at the memory and the threads of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>Every endpoint is sent what nobody should send. <c>BACKCARE_FUZZ_INPUTS</c> sets how many requests (2,000 without it), <c>BACKCARE_FUZZ_SEED</c> which (1 without it).</summary>
[Collection(Alone.Name)]
public sealed class RequestFuzzTests(FuzzedSite site, ITestOutputHelper output) : IClassFixture<FuzzedSite>
{
    /// <summary>More than this is no noise: 100,000 requests may leave rows behind, and nothing else.</summary>
    private const double MostGrowthMb = 96;

    private const int MostNewHandles = 100, MostNewThreads = 40;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static int Inputs => Setting("BACKCARE_FUZZ_INPUTS", 2_000);

    [Fact]
    public async Task No_request_breaks_the_host_or_hangs_or_is_told_what_it_should_not_be()
    {
        FuzzTarget[] targets = await site.PrepareAsync();
        Gen<FuzzRequest> requests = new HostileRequests(site.Schemas).To(targets);
        var fuzzer = new Fuzzer(Arb.From(requests, static r => r.Smaller()), caller => site.Clients[caller], new Verdict(site.Secrets), (ulong)Setting("BACKCARE_FUZZ_SEED", 1));
        int warmUp = Inputs / 5;
        await fuzzer.RunAsync(0, warmUp, Cancelled);
        (double Mb, int Handles, int Threads) before = Footprint();
        long begun = Stopwatch.GetTimestamp();
        await fuzzer.RunAsync(warmUp, Inputs - warmUp, Cancelled);
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        (double Mb, int Handles, int Threads) after = Footprint();

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Inputs:N0} requests to {targets.Length} endpoints, seed {Setting("BACKCARE_FUZZ_SEED", 1)}: {fuzzer.Told()}; after the first {warmUp:N0} in {took.TotalSeconds:N0} s, slowest answer {fuzzer.Slowest.TotalSeconds:N2} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live heap {before.Mb:N1} → {after.Mb:N1} MB, handles {before.Handles} → {after.Handles}, threads {before.Threads} → {after.Threads}, errors logged {site.Errors.Count}"));
        Assert.True(fuzzer.Faults.Count == 0, await ToldAsync(fuzzer));
        Assert.Empty(site.Errors);
        Assert.True(fuzzer.Statuses.Count(s => s.Value > 0) >= 8, "The requests reach many kinds of answers, not one refusal alone.");
        Assert.True(after.Mb - before.Mb < MostGrowthMb, $"The live heap grew from {before.Mb:N1} to {after.Mb:N1} MB.");
        Assert.True(after.Handles - before.Handles < MostNewHandles, $"Handles grew from {before.Handles} to {after.Handles}.");
        Assert.True(after.Threads - before.Threads < MostNewThreads, $"Threads grew from {before.Threads} to {after.Threads}.");
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int set) ? set : otherwise;

    private static (double Mb, int Handles, int Threads) Footprint()
    {
        using var self = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, self.HandleCount, self.Threads.Count);
    }

    private async Task<string> ToldAsync(Fuzzer fuzzer)
    {
        var told = new StringBuilder();
        foreach ((FuzzRequest request, string fault) in fuzzer.Faults)
        {
            FuzzRequest smallest = await fuzzer.ShrinkAsync(request, fault, Cancelled);
            told.Append(CultureInfo.InvariantCulture, $"\n{fault}\n{smallest.ToCurl(site.Address)}\n");
        }
        foreach (string error in site.Errors.Distinct().Take(10)) told.Append(CultureInfo.InvariantCulture, $"\nlogged: {error}\n");
        return told.ToString();
    }
}
