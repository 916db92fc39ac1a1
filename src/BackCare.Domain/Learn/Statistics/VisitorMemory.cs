using System.Collections.Immutable;

namespace BackCare.Domain.Learn.Statistics;

/// <summary>How well a visitor knows a product; a later one includes what stands before it.</summary>
public enum Familiarity
{
    /// <summary>Never on a list of theirs.</summary>
    New,

    /// <summary>It stood on a list that they were shown.</summary>
    Shown,

    /// <summary>They opened it.</summary>
    Opened,

    /// <summary>They put it into the basket.</summary>
    InBasket,

    /// <summary>They bought it.</summary>
    Bought,
}

/// <summary>What a visitor who consented was shown, opened and bought. Immutable.</summary>
public sealed class VisitorMemory
{
    private const int MostProducts = 500, MostOpened = 20, MostBought = 50;
    private static readonly TimeSpan VisitGap = TimeSpan.FromMinutes(30);

    private ImmutableDictionary<string, Familiarity> products = ImmutableDictionary.Create<string, Familiarity>(StringComparer.Ordinal);

    private VisitorMemory()
    {
    }

    /// <summary>Nothing is known: a visitor without consent, or one who was never here.</summary>
    public static VisitorMemory Empty { get; } = new();

    /// <summary>False for <see cref="Empty"/>.</summary>
    public bool IsKnown => products.Count > 0;

    /// <summary>Products opened this visit, in order, the last 20.</summary>
    public ImmutableArray<string> OpenedThisVisit { get; private init; } = [];

    /// <summary>Products bought at any time, in order, the last 50.</summary>
    public ImmutableArray<string> Bought { get; private init; } = [];

    /// <summary>The visit of <see cref="OpenedThisVisit"/>; null when none was told.</summary>
    public string? SessionId { get; private init; }

    /// <summary>When something was last heard of the visitor.</summary>
    public DateTime LastUtc { get; private init; }

    /// <summary>How well the visitor knows a product.</summary>
    public Familiarity Of(string productId) => products.GetValueOrDefault(productId);

    /// <summary>The memory as it counts for a visit: another visit has opened nothing yet.</summary>
    /// <param name="sessionId">The visit that asks; null when it is not told, which is taken for the last one.</param>
    public VisitorMemory In(string? sessionId) =>
        sessionId is null || sessionId == SessionId || OpenedThisVisit.IsEmpty ? this : With(products, [], Bought, sessionId, LastUtc);

    /// <summary>What is to be kept of a visitor.</summary>
    internal VisitorState State(string id) => new(
        id, [.. products.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value))], OpenedThisVisit, Bought, SessionId, LastUtc);

    /// <summary>A memory that was kept.</summary>
    internal static VisitorMemory Of(VisitorState kept) => With(
        Empty.products.AddRange(kept.Products.Select(p => KeyValuePair.Create(p.Product, p.How))), [.. kept.Opened], [.. kept.Bought], kept.SessionId, kept.LastUtc);

    /// <summary>After one more list.</summary>
    internal VisitorMemory Saw(IEnumerable<string> shown, string? sessionId, DateTime utc)
    {
        ImmutableDictionary<string, Familiarity>.Builder known = products.ToBuilder();
        foreach (string id in shown)
            known.TryAdd(id, Familiarity.Shown);
        return With(Bounded(known.ToImmutable()), VisitAt(sessionId, utc), Bought, sessionId ?? SessionId, utc);
    }

    /// <summary>After one more act on a product.</summary>
    internal VisitorMemory Did(string productId, Familiarity what, string? sessionId, DateTime utc)
    {
        ImmutableArray<string> opened = VisitAt(sessionId, utc);
        if (!opened.Contains(productId))
            opened = [.. opened.Length == MostOpened ? opened.RemoveAt(0) : opened, productId];
        ImmutableArray<string> bought = what != Familiarity.Bought || Bought.Contains(productId) ? Bought
            : [.. Bought.Length == MostBought ? Bought.RemoveAt(0) : Bought, productId];
        return With(Bounded(Of(productId) >= what ? products : products.SetItem(productId, what)), opened, bought, sessionId ?? SessionId, utc);
    }

    /// <summary>What counts as opened in the visit at a time: nothing yet in another session, or after half an hour where no session is told.</summary>
    internal ImmutableArray<string> VisitAt(string? sessionId, DateTime utc) =>
        sessionId is not null ? sessionId == SessionId ? OpenedThisVisit : [] : utc - LastUtc <= VisitGap ? OpenedThisVisit : [];

    // What was only shown is forgotten first, then what was only opened, and so on.
    private static ImmutableDictionary<string, Familiarity> Bounded(ImmutableDictionary<string, Familiarity> known)
    {
        for (Familiarity least = Familiarity.Shown; known.Count > MostProducts && least <= Familiarity.Bought; least++)
            known = known.RemoveRange(known.Where(k => k.Value == least).Select(k => k.Key));
        return known;
    }

    private static VisitorMemory With(
        ImmutableDictionary<string, Familiarity> products, ImmutableArray<string> opened, ImmutableArray<string> bought, string? sessionId, DateTime utc) =>
        new() { products = products, OpenedThisVisit = opened, Bought = bought, SessionId = sessionId, LastUtc = utc };
}
