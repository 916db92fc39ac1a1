namespace BackCare.App.Messaging;

/// <summary>What a use case answers: a value, or a refusal with its reason. An exception is a bug or a broken machine.</summary>
public sealed record Answer<T>
    where T : notnull
{
    private readonly T? value;

    private Answer(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value; ask <see cref="Refusal"/> first.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"The use case refused ({Refusal.Kind}); there is no value.");

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);

    /// <summary>The value's or the refusal's turn.</summary>
    public TResult Match<TResult>(Func<T, TResult> onValue, Func<Refusal, TResult> onRefusal) => Refusal is null ? onValue(value!) : onRefusal(Refusal);
}

/// <summary>Kind of refusal, which a host turns into its own way of saying no.</summary>
public enum RefusalKind
{
    /// <summary>What was sent is not valid (HTTP 400, exit code 2).</summary>
    Invalid,

    /// <summary>It does not exist (404).</summary>
    NotFound,

    /// <summary>It was there and was erased for good (410).</summary>
    Erased,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>Somebody else changed it meanwhile (409).</summary>
    Conflict,

    /// <summary>The write started from an older version than the one that is saved (412); see <see cref="Editing.StaleRefusal"/>.</summary>
    Stale,

    /// <summary>A rule of the shop does not let it happen, such as a gate (422).</summary>
    Unmet,

    /// <summary>The shop is not ready to answer (503).</summary>
    NotReady,
}

/// <summary>A no with its reason. Holds no text that a shopper typed.</summary>
/// <param name="Kind">Kind of refusal.</param>
/// <param name="Reason">One sentence: what is wrong and what to do next.</param>
/// <param name="Fields">The single fields that are wrong, for invalid requests.</param>
public record Refusal(RefusalKind Kind, string Reason, IReadOnlyList<RefusedField> Fields)
{
    public Refusal(RefusalKind kind, string reason)
        : this(kind, reason, [])
    {
    }
}

/// <summary>One field that is wrong.</summary>
/// <param name="Path">Place in the request, such as <c>symptoms[1]</c>.</param>
/// <param name="Problem">What is wrong and what to do.</param>
public sealed record RefusedField(string Path, string Problem);
