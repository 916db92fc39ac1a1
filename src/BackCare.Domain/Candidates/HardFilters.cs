using BackCare.Domain.Arrange;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>Removes what a shopper must not or cannot use, and what was not asked for; counts each product under the first filter that removed it.</summary>
public static class HardFilters
{
    /// <summary>Applies all filters, without merchandising rules.</summary>
    public static Filtered Apply(IReadOnlyList<CandidateGroup> groups, IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf) =>
        Apply(groups, symptoms, verdict, request, shelf, Merchandising.For([], "", symptoms, shelf));

    /// <summary>Applies all filters, hiding rules among them. When those that do not touch suitability (stock, budget, category) leave nothing, they are dropped in that order until something is left.</summary>
    public static Filtered Apply(
        IReadOnlyList<CandidateGroup> groups, IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf, Merchandising rules)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(rules);
        var filters = new RequestFilters(symptoms, verdict, request, shelf, rules);
        HashSet<int>? wanted = rules.WantedPlaces(shelf);
        var strict = new FilterPass(groups, filters, wanted, Wishes.All, saysEach: request.Only is not null);
        RemovedCounts counts = strict.Removed(AvoidOnly(groups, symptoms, request, shelf));
        return strict.Count > 0
            ? new Filtered(groups, shelf) { Count = strict.Count, Kept = strict.Kept, Removed = counts, By = strict.Said }
            : Relax(groups, filters, wanted, shelf, counts, strict.Said);
    }

    /// <summary>One wish after the other is set aside, stock first, until something is left; a wish that narrows nothing is kept.</summary>
    private static Filtered Relax(
        IReadOnlyList<CandidateGroup> groups, RequestFilters filters, HashSet<int>? wanted, Shelf shelf, RemovedCounts counts, IReadOnlyList<RemovedBy> said)
    {
        var dropped = new List<string>();
        int suitable = Left(Wishes.None);
        if (suitable > 0)
        {
            Wishes wishes = Wishes.All;
            foreach ((string name, Wishes less, Wishes alone) in new (string, Wishes, Wishes)[]
            {
                ("outOfStock", new(true, true, false), new(false, false, true)),
                ("budget", new(true, false, true), new(false, true, false)),
                ("category", new(false, true, true), default),
            })
            {
                if (alone != default && Left(alone) == suitable)
                    continue;
                wishes = new(wishes.Category && less.Category, wishes.Budget && less.Budget, wishes.Stock && less.Stock);
                dropped.Add(name);
                var pass = new FilterPass(groups, filters, wanted, wishes, saysEach: false);
                if (pass.Count > 0)
                    return new Filtered(groups, shelf) { Count = pass.Count, Kept = pass.Kept, Removed = counts, Dropped = dropped, By = said };
            }
        }

        return new Filtered(groups, shelf) { Removed = counts, By = said };

        int Left(Wishes some) => new FilterPass(groups, filters, null, some, saysEach: false).Count;
    }

    /// <summary>Products that were not collected because all that is known of them is that they may harm.</summary>
    private static int AvoidOnly(IReadOnlyList<CandidateGroup> groups, IReadOnlyList<LinkedSymptom> symptoms, RecommendationRequest request, Shelf shelf)
    {
        HashSet<ShelfKind>? harmful = null;
        foreach (LinkedSymptom symptom in symptoms)
        {
            foreach (ShelfKind kind in shelf.Index(symptom.SymptomId).Avoid.Keys)
                (harmful ??= []).Add(kind);
        }

        if (harmful is null)
            return 0;
        int count = request.Only is { } only
            ? only.Count(id => shelf.Find(id) is { } item && harmful.Contains(shelf.KindOf(item)))
            : harmful.Sum(kind => kind.Count);
        foreach (CandidateGroup group in groups)
            count -= harmful.Contains(shelf.KindOf(group.Sample.Item)) ? group.Facts.Length : 0;
        return count;
    }
}
