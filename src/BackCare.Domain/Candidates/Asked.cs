using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Lists of products that a caller names.</summary>
internal static class Asked
{
    /// <summary>What was asked for of what was collected, each by itself and in shelf order; everything when nothing is named.</summary>
    public static IReadOnlyList<CandidateGroup> Of(IReadOnlyList<CandidateGroup> collected, RecommendationRequest request, Shelf shelf)
    {
        if (request.Only is not { } only)
            return collected;
        var byKind = collected.ToDictionary(group => shelf.KindOf(group.Sample.Item));
        var named = new List<Candidate>();
        foreach (string id in only)
        {
            if (shelf.Find(id) is { } item && byKind.TryGetValue(shelf.KindOf(item), out CandidateGroup group))
                named.Add(group.For(item));
        }

        return [.. named.OrderBy(c => c.Item.Index).Select(CandidateGroup.Of)];
    }

    /// <summary>What was asked for and is not kept, by id, each with the first filter that removed it.</summary>
    public static RemovedProduct[] NotListed(
        IReadOnlySet<string> only, IReadOnlyList<CandidateGroup> collected, Filtered filtered, IReadOnlyList<LinkedSymptom> symptoms, Shelf shelf)
    {
        var kept = filtered.Kept.Select(k => shelf.Items[k.Place].Product.Id).ToHashSet(StringComparer.Ordinal);
        var said = new Dictionary<string, RemovedBy>(StringComparer.Ordinal);
        for (int i = 0; i < collected.Count; i++)
            said[collected[i].Sample.Product.Id] = filtered.By[i];
        return
        [
            .. only.Where(id => !kept.Contains(id)).Order(StringComparer.Ordinal)
                .Select(id => new RemovedProduct(id, said.TryGetValue(id, out RemovedBy by) ? by : IsHarmful(id) ? RemovedBy.Avoid : RemovedBy.NotForThis)),
        ];

        bool IsHarmful(string id) => shelf.Find(id) is { } item && symptoms.Any(s => shelf.Index(s.SymptomId).Avoid.ContainsKey(shelf.KindOf(item)));
    }
}
