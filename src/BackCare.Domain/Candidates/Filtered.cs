using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;

namespace BackCare.Domain.Candidates;

/// <summary>A product that the filters kept.</summary>
/// <param name="Group">Its group's place among those collected.</param>
/// <param name="Place">Its place on the shelf.</param>
/// <param name="Limit">What limits it; null when nothing does.</param>
/// <param name="IsWanted">The shop wants it on the list whatever its score.</param>
internal readonly record struct KeptProduct(int Group, int Place, CategoryLimit? Limit, bool IsWanted);

/// <summary>What is left after the filters, and what each removed.</summary>
public sealed class Filtered
{
    private readonly IReadOnlyList<CandidateGroup> groups;
    private readonly Shelf shelf;

    internal Filtered(IReadOnlyList<CandidateGroup> groups, Shelf shelf) => (this.groups, this.shelf) = (groups, shelf);

    /// <summary>How many products may be shown.</summary>
    public int Count { get; internal init; }

    /// <summary>Counts per filter, also of filters that were then dropped.</summary>
    public RemovedCounts Removed { get; internal init; } = RemovedCounts.None;

    /// <summary>Filters that were dropped because they left nothing, in order: outOfStock, budget, category.</summary>
    public IReadOnlyList<string> Dropped { get; internal init; } = [];

    /// <summary>Of a request that names its products: what the filters said of each collected one, in their order; what a dropped filter said is among it.</summary>
    public IReadOnlyList<RemovedBy> By { get; internal init; } = [];

    /// <summary>Those that were noted: all of them, or of so many that a short list is cut from them the first ones of each group.</summary>
    internal List<KeptProduct> Kept { get; init; } = [];

    internal CandidateGroup GroupOf(in KeptProduct kept) => groups[kept.Group];

    internal Candidate ToCandidate(in KeptProduct kept)
    {
        Candidate candidate = groups[kept.Group].For(shelf.Items[kept.Place]);
        return kept.Limit is null ? candidate : candidate with { Limit = kept.Limit };
    }

    /// <summary>Everything noted as candidates, in shelf order.</summary>
    public IReadOnlyList<Candidate> Candidates()
    {
        Kept.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        var candidates = new Candidate[Kept.Count];
        for (int i = 0; i < candidates.Length; i++)
            candidates[i] = ToCandidate(Kept[i]);
        return candidates;
    }
}
