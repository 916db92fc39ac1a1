using System.Diagnostics;

namespace BackCare.Benchmarks.Http;

/// <summary><c>cold-start</c>: from the start of the process to the first recommendation, first with no database, then with the one it made; resident memory.</summary>
internal static class ColdStart
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        int starts = arguments.Number("starts", 5), requests = arguments.Number("requests", 2_000);
        string folder = Directory.CreateTempSubdirectory("backcare-cold-").FullName;
        try
        {
            (double first, double spent) = await OnceAsync(folder, 0);
            Console.WriteLine(FormattableString.Invariant($"first start ever (migration, import, shelf) to first recommendation: {first:F2} s, {spent:F2} processor s"));
            List<(double Wall, double Processor)> again = [];
            for (int i = 0; i < starts; i++) again.Add(await OnceAsync(folder, i == starts - 1 ? requests : 0));
            again.Sort();
            Console.WriteLine(FormattableString.Invariant(
                $"start with the database present to first recommendation: median {again[again.Count / 2].Wall:F2} s, best {again[0].Wall:F2} s, worst {again[^1].Wall:F2} s of {starts}; processor seconds {again.Average(a => a.Processor):F2} on average"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Wall, double Processor)> OnceAsync(string folder, int requests)
    {
        var clock = Stopwatch.StartNew();
        using WebProcess web = WebProcess.Start(folder);
        byte[][] asked = [.. Reports.All.Select(r => RawConnection.Post("/v1/recommendations", r))];
        await HttpLoad.ReadyAsync(web.Port, asked[0]);
        (double Wall, double Processor) spent = (clock.Elapsed.TotalSeconds, web.ProcessorSeconds());
        if (requests == 0) return spent;

        double first = web.ResidentMegabytes();
        using var connection = new RawConnection();
        await connection.OpenAsync(web.Port);
        for (int i = 0; i < requests; i++) await connection.AskAsync(asked[i % asked.Length]);
        Console.WriteLine(FormattableString.Invariant(
            $"resident memory: {first:F0} MB after the first recommendation, {web.ResidentMegabytes():F0} MB after {requests:N0} more"));
        return spent;
    }
}
