namespace BackCare.Domain.Learn.Statistics;

/// <summary>Small numbers for ids, in the order of their first appearance. Snapshots share it until one more id appears.</summary>
internal sealed class Slots
{
    private Dictionary<string, int> byId = new(StringComparer.Ordinal);
    private List<string> ids = [];
    private bool isShared;

    public Slots(IEnumerable<string> known)
    {
        foreach (string id in known)
            Of(id);
    }

    public int Count => ids.Count;

    public int Of(string id)
    {
        if (byId.TryGetValue(id, out int known))
            return known;
        if (isShared)
            (byId, ids, isShared) = (new Dictionary<string, int>(byId, StringComparer.Ordinal), [.. ids], false);
        byId[id] = ids.Count;
        ids.Add(id);
        return ids.Count - 1;
    }

    /// <summary>What never changes from now on.</summary>
    public (IReadOnlyDictionary<string, int> ById, IReadOnlyList<string> Ids) Share()
    {
        isShared = true;
        return (byId, ids);
    }
}
