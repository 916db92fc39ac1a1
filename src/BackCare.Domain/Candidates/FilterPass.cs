using BackCare.Domain.Recommend;

namespace BackCare.Domain.Candidates;

/// <summary>One walk of the filters over what was collected.</summary>
internal sealed class FilterPass
{
    private readonly IReadOnlyList<CandidateGroup> groups;
    private readonly RequestFilters filters;
    private readonly HashSet<int>? wanted;
    private readonly Wishes wishes;
    private readonly int[] removed = new int[(int)RemovedBy.Hidden + 1];
    private readonly List<RemovedBy>? said;

    /// <param name="groups">What was collected.</param>
    /// <param name="filters">The request's filters.</param>
    /// <param name="wanted">Places of products that the shop wants on the list; null when there are none.</param>
    /// <param name="wishes">Wishes that count.</param>
    /// <param name="saysEach">True to note what was said of each product.</param>
    public FilterPass(IReadOnlyList<CandidateGroup> groups, RequestFilters filters, HashSet<int>? wanted, Wishes wishes, bool saysEach)
    {
        (this.groups, this.filters, this.wanted, this.wishes) = (groups, filters, wanted, wishes);
        said = saysEach ? [] : null;
        for (int i = 0; i < groups.Count; i++)
            Walk(i);
    }

    /// <summary>How many were kept.</summary>
    public int Count { get; private set; }

    /// <summary>Those that a short list may be made of.</summary>
    public List<KeptProduct> Kept { get; } = [];

    /// <summary>What was said of each product, when asked for.</summary>
    public IReadOnlyList<RemovedBy> Said => said ?? [];

    /// <summary>What each filter removed, with products that were avoided before they were collected.</summary>
    public RemovedCounts Removed(int avoidedBefore) => new(
        removed[1], removed[2] + avoidedBefore, removed[3], removed[4], removed[5], removed[6], removed[7], removed[8], removed[9]);

    private void Walk(int index)
    {
        ReadOnlySpan<ItemFacts> facts = groups[index].Facts.Span;
        GroupCheck group = filters.Check(groups[index].Sample);
        if (group.Removed != RemovedBy.Nothing)
        {
            Remove(group.Removed, facts.Length);
            return;
        }

        int kept = 0;
        for (int i = 0; i < facts.Length; i++)
        {
            RemovedBy by = filters.Check(group, facts[i], wishes);
            if (filters.LooksAtGroupsOnly && by != RemovedBy.Nothing)
            {
                Remove(by, facts.Length);
                return;
            }

            if (filters.LooksAtGroupsOnly && wanted is null && kept >= ShortList.MostOfProfile && Count > ShortList.Most)
            {
                Count += facts.Length - i;
                return;
            }

            said?.Add(by);
            removed[(int)by]++;
            if (by == RemovedBy.Nothing)
                Keep(index, group, facts[i], ++kept);
        }
    }

    // A list that is cut takes no more than so many of one profile, so the rest of a group need not be noted; what was noted before is cut later.
    private void Keep(int index, in GroupCheck group, in ItemFacts facts, int rank)
    {
        Count++;
        bool isWanted = wanted?.Contains(facts.Place) == true;
        if (Count <= ShortList.Most || rank <= ShortList.MostOfProfile || isWanted)
            Kept.Add(new KeptProduct(index, facts.Place, filters.LimitOf(group, facts), isWanted));
    }

    private void Remove(RemovedBy by, int count)
    {
        removed[(int)by] += count;
        if (said is not null)
            said.AddRange(Enumerable.Repeat(by, count));
    }
}
