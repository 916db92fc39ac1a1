using System.Runtime.ExceptionServices;

namespace BackCare.Ranking.Training;

/// <summary>A fixed set of threads that share out the items of a step, thousands of steps a second.</summary>
/// <remarks>The caller works too, and waits only for workers that have begun: on a busy machine a worker that has not been given a processor
/// in time is left out of the step instead of holding it up. Between steps a worker spins for a fraction of a millisecond before it sleeps,
/// because waking a sleeping thread costs more than most steps. Not for concurrent callers.</remarks>
internal sealed class WorkerPool : IDisposable
{
    private const int SpinsBeforeSleep = 1_500;
    private const long Open = 1L << 16;
    private const long OneStep = 1L << 17;
    private const long ActiveMask = Open - 1;

    private readonly Lock _fault = new();
    private readonly object _bed = new();
    private readonly Thread[] _threads;
    private Action<int, int> _body = (_, _) => { };
    private int _count;
    private int _next;
    private int _asleep;
    private ExceptionDispatchInfo? _firstFault;
    private volatile bool _stopping;

    // Step number, whether workers may still join the step, and how many are in it.
    private long _state;

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

    /// <summary>Hands out 0 … <paramref name="count"/> − 1 one by one to whichever thread is free; <paramref name="body"/> gets item and worker
    /// number, the caller being 0. Returns when every item is done; throws what the first failing item threw.</summary>
    internal void ForEach(int count, Action<int, int> body)
    {
        if (Threads == 1 || count <= 1)
        {
            for (int item = 0; item < count; item++)
                body(item, 0);
            return;
        }

        (_body, _count, _next) = (body, count, 0);
        Interlocked.Exchange(ref _state, ((_state & ~(Open | ActiveMask)) + OneStep) | Open);
        if (Volatile.Read(ref _asleep) > 0)
        {
            lock (_bed)
                Monitor.PulseAll(_bed);
        }

        TakeItems(0);
        Interlocked.And(ref _state, ~Open);
        SpinWait spin = default;
        while ((Volatile.Read(ref _state) & ActiveMask) > 0)
            spin.SpinOnce(sleep1Threshold: -1);
        if (_firstFault is { } fault)
        {
            _firstFault = null;
            fault.Throw();
        }
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
        Interlocked.Add(ref _state, OneStep);
        lock (_bed)
            Monitor.PulseAll(_bed);
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Work(int worker)
    {
        long seen = 0;
        while (!_stopping)
        {
            AwaitStepAfter(seen);
            long state = Volatile.Read(ref _state);
            if ((state & Open) == 0)
            {
                seen = state / OneStep;
                continue;
            }

            if (Interlocked.CompareExchange(ref _state, state + 1, state) != state)
                continue;
            seen = state / OneStep;
            TakeItems(worker);
            Interlocked.Decrement(ref _state);
        }
    }

    private void AwaitStepAfter(long seen)
    {
        for (int spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (Volatile.Read(ref _state) / OneStep != seen)
                return;
            Thread.SpinWait(8);
        }

        lock (_bed)
        {
            Interlocked.Increment(ref _asleep);
            while (Volatile.Read(ref _state) / OneStep == seen)
                Monitor.Wait(_bed);
            Interlocked.Decrement(ref _asleep);
        }
    }

    private void TakeItems(int worker)
    {
        Action<int, int> body = _body;
        int count = _count;
#pragma warning disable CA1031 // Whatever an item throws is thrown again on the caller's thread.
        try
        {
            for (int item; (item = Interlocked.Increment(ref _next) - 1) < count;)
                body(item, worker);
        }
        catch (Exception fault)
        {
            Volatile.Write(ref _next, count);
            lock (_fault)
                _firstFault ??= ExceptionDispatchInfo.Capture(fault);
        }
#pragma warning restore CA1031
    }
}
