using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Lists of products that a caller names.</summary>
internal static class Asked
{
    /// <summary>Those of the candidates that were asked for.</summary>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Candidate> collected, RecommendationRequest request) =>
        request.Only is { } only ? [.. collected.Where(c => only.Contains(c.Product.Id))] : collected;

    /// <summary>What was asked for and is not kept, by id, each with the first filter that removed it.</summary>
    public static RemovedProduct[] NotListed(
        IReadOnlySet<string> only, IReadOnlyList<Candidate> collected, Filtered filtered, IReadOnlyList<LinkedSymptom> symptoms, Shelf shelf)
    {
        var kept = filtered.Kept.Select(c => c.Product.Id).ToHashSet(StringComparer.Ordinal);
        var said = new Dictionary<string, RemovedBy>(StringComparer.Ordinal);
        for (int i = 0; i < collected.Count; i++)
            said[collected[i].Product.Id] = filtered.By[i];
        var harmful = symptoms.SelectMany(s => shelf.Index(s.SymptomId).Avoid.Keys).Select(i => shelf.Items[i].Product.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. only.Where(id => !kept.Contains(id)).Order(StringComparer.Ordinal)
                .Select(id => new RemovedProduct(id, said.TryGetValue(id, out RemovedBy by) ? by : harmful.Contains(id) ? RemovedBy.Avoid : RemovedBy.NotForThis)),
        ];
    }
}
