namespace BackCare.Benchmarks.Http.Load;

/// <summary>What a load came to.</summary>
internal sealed class LoadResult
{
    /// <summary>From the moment a request was due to the last byte of its answer: what a shopper waits, whether the request could be sent in time or not.</summary>
    internal LatencyHistogram Latency { get; } = new();

    /// <summary>From sending to the last byte: what a load that waits for every answer would have reported.</summary>
    internal LatencyHistogram Service { get; } = new();

    /// <summary>How late the generator itself was: from the moment a request was due and a connection free to sending.</summary>
    internal LatencyHistogram OwnLag { get; } = new();

    /// <summary>Requests due, or sent, in the time that counts.</summary>
    internal long Requests { get; set; }

    /// <summary>Answers other than success, and connections that broke.</summary>
    internal long Failed { get; set; }

    /// <summary>Seconds from the first request that counts to the last answer.</summary>
    internal double Seconds { get; set; }

    /// <summary>Processor time that the server spent in these seconds; 0 when nobody asked it.</summary>
    internal double ProcessorSeconds { get; set; }

    /// <summary>Answers a second.</summary>
    internal double PerSecond => Latency.Count / Seconds;

    internal void Add(LoadResult other)
    {
        Latency.Add(other.Latency);
        Service.Add(other.Service);
        OwnLag.Add(other.OwnLag);
        (Requests, Failed) = (Requests + other.Requests, Failed + other.Failed);
    }
}
