using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>What a shopper asked for beyond what suits them; may be set aside.</summary>
/// <param name="Category">Only the categories asked for.</param>
/// <param name="Budget">Nothing above the budget.</param>
/// <param name="Stock">Nothing that cannot be bought now.</param>
internal readonly record struct Wishes(bool Category, bool Budget, bool Stock)
{
    /// <summary>Everything that was asked for.</summary>
    public static Wishes All { get; } = new(true, true, true);

    /// <summary>Suitability alone.</summary>
    public static Wishes None { get; }
}

/// <summary>What the filters say of a group as a whole.</summary>
/// <param name="Removed">Contraindicated or Avoid when safety removes all of it.</param>
/// <param name="Limit">What limits it without removing it, body weight left out; null when nothing does.</param>
/// <param name="IsInCategory">Among the categories asked for.</param>
/// <param name="SuitsAge">Not made for another age.</param>
internal readonly record struct GroupCheck(RemovedBy Removed, CategoryLimit? Limit, bool IsInCategory, bool SuitsAge);

/// <summary>The filters of one request: once for what a group shares, then for each product by its own facts.</summary>
internal sealed class RequestFilters(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf, Merchandising rules)
{
    private readonly ShopperContext context = request.Report.Context;
    private readonly bool forChild = symptoms.Any(s => shelf.Index(s.SymptomId).Symptom.Population == "child");

    /// <summary>True when no filter of this request looks at single products, so that a group stays or goes whole.</summary>
    public bool LooksAtGroupsOnly { get; } = !rules.HidesAny && !request.Filter.InStock
        && request.Report.Context is { ShoeSizeEu: null, WeightKg: null, BudgetMinor: null };

    /// <summary>Safety first: what removes a whole group whatever its products' sizes and prices.</summary>
    public GroupCheck Check(Candidate sample)
    {
        CategoryLimit? limit = shelf.Suitability.For(sample.Item, verdict, context.Language);
        RemovedBy removed = limit?.Level == ContraindicationLevel.Block || IsStopped(sample) ? RemovedBy.Contraindicated
            : IsAvoided(sample) ? RemovedBy.Avoid
            : RemovedBy.Nothing;
        return new GroupCheck(
            removed, limit, request.Filter.Categories.Count == 0 || request.Filter.Categories.Contains(sample.Product.CategoryId), SuitsAge(sample.Item));
    }

    /// <summary>The first filter that removes one product of a group that safety let pass.</summary>
    public RemovedBy Check(in GroupCheck group, in ItemFacts facts, Wishes wishes)
    {
        if (rules.HidesAny && rules.Hides(shelf.Items[facts.Place].Product))
            return RemovedBy.Hidden;
        if (wishes.Category && !group.IsInCategory)
            return RemovedBy.Category;
        if (context.ShoeSizeEu is { } size && !ShoeSizes.Fits(facts.FittingSizes, size))
            return RemovedBy.Size;
        if (IsOverweight(facts) && Overweight(facts)?.Level == ContraindicationLevel.Block)
            return RemovedBy.Weight;
        if (!group.SuitsAge)
            return RemovedBy.Age;
        if (wishes.Budget && context.BudgetMinor is { } budget && facts.PriceMinor > budget)
            return RemovedBy.Budget;
        return wishes.Stock && request.Filter.InStock && !facts.IsInStock ? RemovedBy.OutOfStock : RemovedBy.Nothing;
    }

    /// <summary>What limits a product that stays: its group's limit, and the maker's weight rating where that only warns.</summary>
    public CategoryLimit? LimitOf(in GroupCheck group, in ItemFacts facts)
    {
        CategoryLimit? weight = IsOverweight(facts) ? Overweight(facts) : null;
        return weight is null || weight.Level == ContraindicationLevel.Block ? group.Limit
            : group.Limit is null ? weight
            : ContraindicationTable.Strictest(group.Limit, weight);
    }

    private bool IsOverweight(in ItemFacts facts) => context.WeightKg is { } weight && weight > facts.WeightMaxKg;

    private CategoryLimit? Overweight(in ItemFacts facts) => shelf.Suitability.ForWeight(shelf.Items[facts.Place], context.WeightKg);

    private bool IsAvoided(Candidate sample)
    {
        ShelfKind kind = shelf.KindOf(sample.Item);
        foreach (LinkedSymptom symptom in symptoms)
        {
            if (shelf.Index(symptom.SymptomId).Avoid.ContainsKey(kind))
                return true;
        }

        return false;
    }

    // Nothing is sold for a stopped region, and no stretch aid for a region whose emergency question stands open (rule RQ28).
    private bool IsStopped(Candidate sample)
    {
        if (verdict.StoppedRegions.Count > 0 && sample.Product.Regions.Any(verdict.StoppedRegions.Contains))
            return true;
        return verdict.NoStretchRegions.Count > 0 && sample.Item.Category.PlanGroup == PlanGroup.Stretch
            && (sample.Product.Regions.Any(verdict.NoStretchRegions.Contains)
                || sample.Serves.All(s => shelf.Index(s.SymptomId).Symptom.Regions.Any(verdict.NoStretchRegions.Contains)));
    }

    // A parent may ask for a child: an adult's age removes a child's item only when no child's complaint was reported.
    private bool SuitsAge(ShelfItem item) => !item.IsForChildren || forChild || context.Age is null or < SafetyGate.AdultFrom;
}
