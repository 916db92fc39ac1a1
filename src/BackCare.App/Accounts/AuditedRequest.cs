namespace BackCare.App.Accounts;

/// <summary>The request that a deed belongs to. It flows, as the current trace does, into everything that the request starts, also into work that goes on after its answer.</summary>
/// <remarks>So an entry names the request wherever it is written, and a request that should leave one and did not is noticed.</remarks>
public sealed class AuditedRequest
{
    private static readonly AsyncLocal<AuditedRequest?> Flowing = new();

    private int entries;

    private AuditedRequest(string id) => Id = id;

    /// <summary>The request under way; null for the command line and for schedules.</summary>
    public static AuditedRequest? Current => Flowing.Value;

    /// <summary>The id that the answer, the log and a problem document carry.</summary>
    public string Id { get; }

    /// <summary>True when an entry was added on its behalf.</summary>
    public bool LeftEntry => Volatile.Read(ref entries) > 0;

    /// <summary>Begins one for the rest of the calling method and all it calls.</summary>
    public static AuditedRequest Begin(string id)
    {
        var request = new AuditedRequest(id);
        Flowing.Value = request;
        return request;
    }

    internal void Count() => Interlocked.Increment(ref entries);
}
