using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Candidates;

public sealed class ShelfKindTests
{
    private static readonly Product Rocker = SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_foot_rocker");

    private static readonly string[] AllSymptoms = [.. SeedKnowledge.Base.Rows.Symptoms.Select(s => s.Id)];

    [Fact]
    public void Products_of_one_kind_differ_in_nothing_that_safety_or_evidence_asks_for()
    {
        Product[] products =
        [
            Rocker with { Id = "a" }, Rocker with { Id = "b", Price = new Money(1, "USD"), StockQuantity = 0, Name = "B" }, Rocker with { Id = "c", LatexFree = false },
            Rocker with { Id = "d", Regions = ["knee"] }, Rocker with { Id = "e", Activities = ["child sport"] }, Rocker with { Id = "f", Overrides = [Stock.Items[0].Rules[0]] },
            Rocker with { Id = "g", Regions = [.. Rocker.Regions] },
        ];
        Shelf shelf = Stock.Restock(products, "kinds");

        Assert.Equal([0, 0, 1, 2, 3, 4, 0], shelf.Items.Select(i => shelf.KindOf(i).Index));
        Assert.Equal(products.Length, shelf.Kinds.Sum(k => k.Count));
    }

    [Fact]
    public void What_can_be_bought_comes_first_then_the_best_rated_then_prices_across_their_range()
    {
        Product[] products =
        [
            Rocker with { Id = "sold_out", StockQuantity = 0, RatingAverage = 5, ReviewCount = 9 },
            Rocker with { Id = "rated", RatingAverage = 4.5, ReviewCount = 3 },
            .. Enumerable.Range(1, 5).Select(i => Rocker with { Id = $"price_{i}", Price = new Money(100 * i, "USD") }),
        ];
        Shelf shelf = Stock.Restock(products, "order");

        // Five equals: places 0, 4, 2, 1, 3 are 0 to 7 with their three bits reversed, those above 4 left out.
        Assert.Equal(
            ["rated", "price_1", "price_5", "price_3", "price_2", "price_4", "sold_out"],
            shelf.Kinds.Single().Facts.ToArray().Select(f => shelf.Items[f.Place].Product.Id));
    }

    [Fact]
    public void Looking_at_kinds_keeps_the_same_products_with_the_same_counts_as_looking_at_each()
    {
        Product[] seed = [.. SeedKnowledge.Base.Rows.Products];
        Shelf shelf = Stock.Restock([.. seed, .. SimulatedCatalog.Make(seed, 1_000, 3)], "large");
        var random = new Random(19);
        for (int round = 0; round < 60; round++)
        {
            LinkedSymptom[] symptoms = [.. Enumerable.Range(0, 1 + round % 2).Select(_ => AllSymptoms[random.Next(AllSymptoms.Length)]).Distinct()
                .Select(s => new LinkedSymptom(s, 1, null, null, LinkOrigin.Ticked))];
            var report = new SymptomReport
            {
                Context = new ShopperContext
                {
                    ShoeSizeEu = random.Next(2) == 0 ? random.Next(28, 52) : null,
                    WeightKg = random.Next(2) == 0 ? random.Next(40, 160) : null,
                    BudgetMinor = random.Next(2) == 0 ? random.Next(100, 6000) : null,
                    Age = random.Next(2) == 0 ? random.Next(8, 80) : null,
                },
            };
            var request = new RecommendationRequest(report, new RecommendationFilter { InStock = random.Next(2) == 0 });
            SafetyVerdict verdict = Stock.Gate.Judge(report, new Understanding { Symptoms = symptoms });
            IReadOnlyList<CandidateGroup> kinds = CandidateGenerator.Collect(symptoms, verdict, shelf);

            Filtered byKind = HardFilters.Apply(kinds, symptoms, verdict, request, shelf);
            Filtered one = HardFilters.Apply([.. kinds.Each(shelf).Select(CandidateGroup.Of)], symptoms, verdict, request, shelf);

            Assert.Equal((one.Count, one.Removed), (byKind.Count, byKind.Removed));
            Assert.Equal(one.Dropped, byKind.Dropped);
            HashSet<string> kept = [.. one.Candidates().Select(c => c.Product.Id)];
            IReadOnlyList<Candidate> shortList = ShortList.Of(byKind);
            Assert.All(shortList, c => Assert.Contains(c.Product.Id, kept));
            if (byKind.Count <= ShortList.Most)
                Assert.Equal(one.Candidates(), shortList);
        }
    }

    [Fact]
    public void The_seed_catalogue_is_ranked_whole_so_that_no_short_list_can_lose_anything() =>
        Assert.All(AllSymptoms, symptom => Assert.True(CandidateGenerator.Collect(Understood(symptom).Symptoms, new SafetyVerdict(), Stock).Sum(g => g.Facts.Length) <= ShortList.Most));

    [Fact]
    public void The_short_list_holds_what_the_knowledge_ranker_would_put_first_of_everything()
    {
        Product[] seed = [.. SeedKnowledge.Base.Rows.Products];
        Shelf shelf = Stock.Restock([.. seed, .. SimulatedCatalog.Make(seed, 2_000, 3)], "large");
        foreach (string symptom in AllSymptoms)
        {
            LinkedSymptom[] symptoms = [new(symptom, 1, null, null, LinkOrigin.Ticked)];
            IReadOnlyList<CandidateGroup> kinds = CandidateGenerator.Collect(symptoms, new SafetyVerdict(), shelf);
            if (kinds.Count == 0)
                continue;
            var request = new RecommendationRequest(new SymptomReport(), new RecommendationFilter());
            IReadOnlyList<Candidate> all = HardFilters.Apply([.. kinds.Each(shelf).Select(CandidateGroup.Of)], symptoms, new SafetyVerdict(), request, shelf).Candidates();
            IReadOnlyList<Candidate> some = ShortList.Of(HardFilters.Apply(kinds, symptoms, new SafetyVerdict(), request, shelf));

            // By the score from the graph alone products of a kind are equal, so the first ten have the same ties and scores.
            Assert.Equal(First(all), First(some));
        }

        static IEnumerable<(Via, double)> First(IReadOnlyList<Candidate> candidates) =>
            candidates.OrderBy(c => c.Via).ThenByDescending(c => c.KnowledgeScore).Take(10).Select(c => (c.Via, c.KnowledgeScore));
    }
}
