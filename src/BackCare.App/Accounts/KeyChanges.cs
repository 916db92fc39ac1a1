namespace BackCare.App.Accounts;

/// <summary>Counts the keys that this process made and revoked, so that what it remembers of keys is read anew at once. Other replicas follow when their own memory ends.</summary>
public sealed class KeyChanges
{
    private int count;

    /// <summary>Changes so far.</summary>
    public int Count => Volatile.Read(ref count);

    internal void Tell() => Interlocked.Increment(ref count);
}
