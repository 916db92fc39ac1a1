using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Candidates;

/// <summary>What is left after the filters, and what each removed.</summary>
/// <param name="Kept">Candidates that may be shown, in shelf order.</param>
/// <param name="Removed">Counts per filter, also of filters that were then dropped.</param>
/// <param name="Dropped">Filters that were dropped because they left nothing, in order: outOfStock, budget, category.</param>
/// <param name="By">What the filters said of each candidate, in their order; what a dropped filter said is among it.</param>
public sealed record Filtered(IReadOnlyList<Candidate> Kept, RemovedCounts Removed, IReadOnlyList<string> Dropped, IReadOnlyList<RemovedBy> By);

/// <summary>Removes what a shopper must not or cannot use, and what was not asked for; counts each product under the first filter that removed it.</summary>
public static class HardFilters
{
    private static readonly RemovedBy[] Droppable = [RemovedBy.OutOfStock, RemovedBy.Budget, RemovedBy.Category];

    /// <summary>Applies all filters, without merchandising rules.</summary>
    public static Filtered Apply(IReadOnlyList<Candidate> candidates, IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf) =>
        Apply(candidates, symptoms, verdict, request, shelf, Merchandising.For([], "", symptoms, shelf));

    /// <summary>Applies all filters, hiding rules among them. When those that do not touch suitability (stock, budget, category) leave nothing, they are dropped in that order until something is left.</summary>
    public static Filtered Apply(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf, Merchandising rules)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(symptoms);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(rules);
        var pass = new Pass(symptoms, verdict, request, shelf, rules);
        var suitable = new List<(Candidate Candidate, bool Stock, bool Budget, bool Category)>();
        int[] removed = new int[(int)RemovedBy.Hidden + 1];
        var said = new RemovedBy[candidates.Count];
        var kept = new List<Candidate>();
        for (int i = 0; i < said.Length; i++)
        {
            Candidate candidate = candidates[i];
            RemovedBy by = said[i] = pass.Check(candidate, out Candidate checkedOne);
            removed[(int)by]++;
            if (by == RemovedBy.Nothing)
                kept.Add(checkedOne);
            if (by is RemovedBy.Nothing or RemovedBy.OutOfStock or RemovedBy.Budget or RemovedBy.Category && pass.IsSuitable(candidate))
                suitable.Add((checkedOne, pass.IsInStock(candidate), pass.IsInBudget(candidate), pass.IsInCategory(candidate)));
        }

        var counts = new RemovedCounts(removed[1], removed[2] + pass.AvoidOnly(candidates), removed[3], removed[4], removed[5], removed[6], removed[7], removed[8],
            removed[9]);
        return kept.Count > 0 || suitable.Count == 0 ? new Filtered(kept, counts, [], said) : Relax(suitable, counts, said);
    }

    private static Filtered Relax(List<(Candidate Candidate, bool Stock, bool Budget, bool Category)> suitable, RemovedCounts counts, RemovedBy[] said)
    {
        bool stock = true, budget = true;
        var dropped = new List<string>();
        foreach (RemovedBy filter in Droppable)
        {
            bool narrows = filter switch
            {
                RemovedBy.OutOfStock => suitable.Any(s => !s.Stock),
                RemovedBy.Budget => suitable.Any(s => !s.Budget),
                _ => true,
            };
            if (!narrows)
                continue;
            (stock, budget) = (stock && filter != RemovedBy.OutOfStock, budget && filter != RemovedBy.Budget);
            bool category = filter != RemovedBy.Category;
            dropped.Add(filter switch { RemovedBy.OutOfStock => "outOfStock", RemovedBy.Budget => "budget", _ => "category" });
            Candidate[] left = [.. suitable.Where(s => (s.Stock || !stock) && (s.Budget || !budget) && (s.Category || !category)).Select(s => s.Candidate)];
            if (left.Length > 0)
                return new Filtered(left, counts, dropped, said);
        }

        return new Filtered([], counts, [], said);
    }

    /// <summary>The filters for one request.</summary>
    private sealed class Pass(IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, RecommendationRequest request, Shelf shelf, Merchandising rules)
    {
        private readonly ShopperContext context = request.Report.Context;
        private readonly bool forChild = symptoms.Any(s => shelf.Index(s.SymptomId).Symptom.Population == "child");

        public RemovedBy Check(Candidate candidate, out Candidate checkedOne)
        {
            checkedOne = candidate;
            CategoryLimit? limit = shelf.Suitability.For(candidate.Item, verdict, context.Language);
            CategoryLimit? weight = shelf.Suitability.ForWeight(candidate.Item, context.WeightKg);
            if (limit?.Level == ContraindicationLevel.Block || IsStopped(candidate))
                return RemovedBy.Contraindicated;
            if (IsAvoided(candidate))
                return RemovedBy.Avoid;
            if (rules.Hides(candidate.Product))
                return RemovedBy.Hidden;
            CategoryLimit? warns = weight is null || weight.Level == ContraindicationLevel.Block ? limit : Join(limit, weight);
            if (warns is not null)
                checkedOne = candidate with { Limit = warns };
            if (!IsInCategory(candidate))
                return RemovedBy.Category;
            if (!Fits(candidate))
                return RemovedBy.Size;
            if (weight?.Level == ContraindicationLevel.Block)
                return RemovedBy.Weight;
            if (!SuitsAge(candidate))
                return RemovedBy.Age;
            return !IsInBudget(candidate) ? RemovedBy.Budget : !IsInStock(candidate) ? RemovedBy.OutOfStock : RemovedBy.Nothing;
        }

        public bool IsSuitable(Candidate candidate) => Fits(candidate) && SuitsAge(candidate)
            && shelf.Suitability.ForWeight(candidate.Item, context.WeightKg)?.Level != ContraindicationLevel.Block;

        public bool IsInStock(Candidate candidate) => !request.Filter.InStock || candidate.Product.InStock;

        public bool IsInBudget(Candidate candidate) => context.BudgetMinor is not { } budget || candidate.Product.Price.Minor <= budget;

        public bool IsInCategory(Candidate candidate) => request.Filter.Categories.Count == 0 || request.Filter.Categories.Contains(candidate.Product.CategoryId);

        /// <summary>Products that were not collected because all that is known of them is that they may harm.</summary>
        public int AvoidOnly(IReadOnlyList<Candidate> candidates)
        {
            var collected = candidates.Select(c => c.Item.Index).ToHashSet();
            return symptoms.SelectMany(s => shelf.Index(s.SymptomId).Avoid.Keys).Distinct()
                .Count(i => !collected.Contains(i) && request.Only?.Contains(shelf.Items[i].Product.Id) != false);
        }

        private bool IsAvoided(Candidate candidate)
        {
            foreach (LinkedSymptom symptom in symptoms)
            {
                if (shelf.Index(symptom.SymptomId).Avoid.ContainsKey(candidate.Item.Index))
                    return true;
            }

            return false;
        }

        // Nothing is sold for a stopped region, and no stretch aid for a region whose emergency question stands open (rule RQ28).
        private bool IsStopped(Candidate candidate)
        {
            if (verdict.StoppedRegions.Count > 0 && candidate.Product.Regions.Any(verdict.StoppedRegions.Contains))
                return true;
            return verdict.NoStretchRegions.Count > 0 && candidate.Item.Category.PlanGroup == PlanGroup.Stretch
                && (candidate.Product.Regions.Any(verdict.NoStretchRegions.Contains)
                    || candidate.Serves.All(s => shelf.Index(s.SymptomId).Symptom.Regions.Any(verdict.NoStretchRegions.Contains)));
        }

        private bool Fits(Candidate candidate) => context.ShoeSizeEu is not { } size || ShoeSizes.Fits(candidate.Item.FittingSizes, size);

        // A parent may ask for a child: an adult's age removes a child's item only when no child's complaint was reported.
        private bool SuitsAge(Candidate candidate) => !candidate.Item.IsForChildren || forChild || context.Age is null or < SafetyGate.AdultFrom;

        private static CategoryLimit Join(CategoryLimit? a, CategoryLimit b) => a is null ? b : ContraindicationTable.Strictest(a, b);
    }
}
