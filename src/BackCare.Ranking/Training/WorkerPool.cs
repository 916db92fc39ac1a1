using System.Runtime.ExceptionServices;

namespace BackCare.Ranking.Training;

/// <summary>A fixed set of threads that run the same step together, thousands of times a second.</summary>
/// <remarks>Between steps a worker spins for some microseconds before it sleeps: a tree has hundreds of short steps, and waking a sleeping
/// thread costs more than most of them. The caller is worker 0. Not for concurrent callers.</remarks>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 2_000;

    private readonly Lock _fault = new();
    private readonly object _bed = new();
    private readonly Thread[] _threads;
    private Action<int>? _step;
    private ExceptionDispatchInfo? _firstFault;
    private int _generation;
    private int _running;
    private int _asleep;
    private int _next;
    private volatile bool _stopping;

    /// <summary>Starts the workers beyond the caller.</summary>
    /// <param name="threads">Threads in all, the caller's included, at least 1.</param>
    internal WorkerPool(int threads)
    {
        Threads = threads;
        _threads = new Thread[threads - 1];
        for (int worker = 1; worker < threads; worker++)
        {
            int number = worker;
            Thread thread = _threads[worker - 1] = new Thread(() => Work(number)) { IsBackground = true, Name = "ranking worker" };
            thread.Start();
        }
    }

    internal int Threads { get; }

    /// <summary>Runs <paramref name="step"/> once on every worker with the worker's number, and returns when all have ended.</summary>
    internal void Run(Action<int> step)
    {
        if (Threads == 1)
        {
            step(0);
            return;
        }

        _step = step;
        Volatile.Write(ref _running, Threads - 1);
        Interlocked.Increment(ref _generation);
        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bed)
                Monitor.PulseAll(_bed);
        }

        Try(0);
        SpinWait spin = default;
        while (Volatile.Read(ref _running) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        if (_firstFault is { } fault)
        {
            _firstFault = null;
            fault.Throw();
        }
    }

    /// <summary>Hands out 0 … <paramref name="count"/> − 1 one by one to whichever worker is free; <paramref name="body"/> gets item and worker.</summary>
    internal void ForEach(int count, Action<int, int> body)
    {
        if (Threads == 1 || count == 1)
        {
            for (int item = 0; item < count; item++)
                body(item, 0);
            return;
        }

        _next = 0;
        Run(worker =>
        {
            for (int item; (item = Take()) < count;)
                body(item, worker);
        });
    }

    /// <summary>Hands out blocks [start, end) of rows; block bounds depend on the sizes alone, never on the number of threads.</summary>
    internal void ForBlocks(int rows, int blockRows, Action<int, int, int> body) =>
        ForEach(
            (rows + blockRows - 1) / blockRows,
            (block, worker) => body(block * blockRows, Math.Min(rows, (block + 1) * blockRows), worker));

    public void Dispose()
    {
        if (_stopping)
            return;
        _stopping = true;
        Interlocked.Increment(ref _generation);
        lock (_bed)
            Monitor.PulseAll(_bed);
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private int Take() => Interlocked.Increment(ref _next) - 1;

    private void Work(int worker)
    {
        int seen = 0;
        while (true)
        {
            Await(seen);
            seen++;
            if (_stopping)
                return;
            Try(worker);
            Interlocked.Decrement(ref _running);
        }
    }

    private void Await(int seen)
    {
        for (int spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (Volatile.Read(ref _generation) != seen)
                return;
            Thread.SpinWait(8);
        }

        lock (_bed)
        {
            Interlocked.Increment(ref _asleep);
            while (Volatile.Read(ref _generation) == seen)
                Monitor.Wait(_bed);
            Interlocked.Decrement(ref _asleep);
        }
    }

    private void Try(int worker)
    {
#pragma warning disable CA1031 // Whatever a step throws is thrown again on the caller's thread.
        try
        {
            _step!(worker);
        }
        catch (Exception fault)
        {
            lock (_fault)
                _firstFault ??= ExceptionDispatchInfo.Capture(fault);
        }
#pragma warning restore CA1031
    }
}
