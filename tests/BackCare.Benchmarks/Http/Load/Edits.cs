namespace BackCare.Benchmarks.Http.Load;

/// <summary>Changes one product's price now and then, so that the host builds new shelves under the load.</summary>
internal sealed class Edits : IDisposable
{
    private readonly Timer? timer;
    private int made;

    internal Edits(int everySeconds, string folder)
    {
        if (everySeconds > 0)
            timer = new Timer(async _ => await CatalogueFile.TouchAsync(folder, Interlocked.Increment(ref made)), null, TimeSpan.FromSeconds(everySeconds), TimeSpan.FromSeconds(everySeconds));
    }

    public void Dispose()
    {
        timer?.Dispose();
        if (made > 0) Console.WriteLine(FormattableString.Invariant($"{made} edits of the catalogue during the open load"));
    }
}
