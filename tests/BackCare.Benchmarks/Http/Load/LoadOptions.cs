namespace BackCare.Benchmarks.Http.Load;

/// <summary>What <c>load</c> is asked to do.</summary>
internal sealed record LoadOptions
{
    internal string Scenario { get; private init; } = "recommendations";

    internal int Products { get; private init; }

    internal bool Open { get; private init; }

    internal bool Closed { get; private init; }

    /// <summary>Requests due a second.</summary>
    internal double Rate { get; private init; }

    internal bool Poisson { get; private init; }

    internal ulong Seed { get; private init; }

    internal int Seconds { get; private init; }

    internal int WarmUp { get; private init; }

    internal int Rounds { get; private init; }

    /// <summary>Connections of an open load.</summary>
    internal int Connections { get; private init; }

    /// <summary>Connections of a closed load.</summary>
    internal int Callers { get; private init; }

    internal bool Bare { get; private init; }

    /// <summary>Seconds between two edits of the catalogue during an open load; 0 for none.</summary>
    internal int EditEvery { get; private init; }

    /// <summary>Seconds between two looks at the host's memory; 0 for none.</summary>
    internal int SampleEvery { get; private init; }

    internal string? Folder { get; private init; }

    internal string? Json { get; private init; }

    internal static LoadOptions Read(Arguments arguments)
    {
        string mode = arguments.Text("mode") ?? "both", arrivals = arguments.Text("arrivals") ?? "poisson";
        if (mode is not ("open" or "closed" or "both")) throw new ArgumentException($"--mode {mode} is none of open, closed and both.");
        if (arrivals is not ("poisson" or "constant")) throw new ArgumentException($"--arrivals {arrivals} is neither poisson nor constant.");
        return new LoadOptions
        {
            Scenario = arguments.Text("scenario") ?? "recommendations",
            Products = arguments.Number("products", 110),
            Open = mode != "closed",
            Closed = mode != "open",
            Rate = arguments.Real("rate", 1_000),
            Poisson = arrivals == "poisson",
            Seed = (ulong)arguments.Number("seed", 1),
            Seconds = arguments.Number("seconds", 10),
            WarmUp = arguments.Number("warm-up", 5),
            Rounds = arguments.Number("rounds", 2),
            Connections = arguments.Number("connections", 64),
            Callers = arguments.Number("callers", 16),
            Bare = arguments.Number("bare", 1) == 1,
            EditEvery = arguments.Number("edit-every", 0),
            SampleEvery = arguments.Number("sample-every", 0),
            Folder = arguments.Text("folder"),
            Json = arguments.Text("json"),
        };
    }
}
