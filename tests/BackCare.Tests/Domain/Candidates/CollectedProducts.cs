using BackCare.Domain.Candidates;
using BackCare.Domain.Recommend;

namespace BackCare.Tests.Domain.Candidates;

internal static class CollectedProducts
{
    /// <summary>Every collected product by itself, group after group.</summary>
    public static IEnumerable<Candidate> Each(this IReadOnlyList<CandidateGroup> groups, Shelf shelf) =>
        groups.SelectMany(group => group.Facts.ToArray().Select(facts => group.For(shelf.Items[facts.Place])));
}
