using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Candidates;

public sealed class HardFilterTests
{
    private static readonly string[] Heel = ["heel_pain_first_step"];

    [Fact]
    public void Known_sizes_that_do_not_fit_are_removed_and_counted()
    {
        Outcome outcome = AskCleared(Heel, new ShopperContext { ShoeSizeEu = 35 });

        Assert.DoesNotContain(outcome.Products, p => p.Product.Sizes.StartsWith("US men's", StringComparison.Ordinal));
        Assert.Contains(outcome.Products, p => p.Product.Id is "house_34_dress_slim" or "tulis_classic_heel_cups");
        Assert.True(outcome.Removed.Size > 0);
    }

    [Fact]
    public void Weight_above_the_rating_removes_where_it_is_dangerous_and_warns_where_it_is_not()
    {
        Outcome outcome = AskCleared(Heel, new ShopperContext { WeightKg = 140 });

        Assert.DoesNotContain(outcome.Products, p => p.Product.Id == "house_foot_rocker");
        Assert.Equal("Choose a firmer or higher-rated item", outcome.Products.Single(p => p.Product.Id == "house_support_insole_low").Caution);
        Assert.True(outcome.Removed.Weight > 0);
    }

    [Fact]
    public void A_childs_item_is_removed_for_a_grown_shopper_unless_the_complaint_is_a_childs()
    {
        Shelf shelf = Stock.Restock(
            [SeedKnowledge.Base.Rows.Products.Single(p => p.Id == "house_kids_heel_cup") with { EvidenceProfile = "heelcup_gel" }], "kids");

        Assert.Equal(1, Ask(Understood(Heel), new SymptomReport { Context = new ShopperContext { Age = 41 } }, shelf: shelf).Removed.Age);
        Assert.Equal(0, Ask(Understood(Heel), shelf: shelf).Removed.Age);
        Assert.Equal(0, AskCleared(["heel_pain_child"], new ShopperContext { Age = 41 }).Removed.Age);
    }

    [Fact]
    public void Stock_is_looked_at_only_when_it_is_asked_for()
    {
        Product[] products = [.. SeedKnowledge.Base.Rows.Products.Select(p => p.Id == "house_foot_rocker" ? p with { StockQuantity = 0 } : p)];
        Shelf shelf = Stock.Restock(products, "stock");

        Outcome any = Ask(Understood(Heel), shelf: shelf), inStock = Ask(Understood(Heel), filter: new RecommendationFilter { InStock = true }, shelf: shelf);

        Assert.Contains(any.Products, p => p.Product.Id == "house_foot_rocker");
        Assert.DoesNotContain(inStock.Products, p => p.Product.Id == "house_foot_rocker");
        Assert.Equal((0, 1), (any.Removed.OutOfStock, inStock.Removed.OutOfStock));
    }

    [Fact]
    public void A_budget_that_leaves_nothing_is_set_aside_and_said_so()
    {
        Outcome outcome = AskCleared(Heel, new ShopperContext { BudgetMinor = 100 });

        Assert.NotEmpty(outcome.Products);
        Assert.Equal(["budget"], outcome.Fallback!.Dropped);
        Assert.Equal("Nothing matched all your wishes, so these were set aside: budget.", outcome.Fallback.Message);
        Assert.Equal(outcome.Products.Count, outcome.Removed.Budget);
    }

    [Fact]
    public void A_category_that_leaves_nothing_is_set_aside_last()
    {
        Outcome outcome = AskCleared(Heel, new ShopperContext { BudgetMinor = 100 }, new RecommendationFilter { Categories = ["balance_boards"] });

        Assert.Equal(["budget", "category"], outcome.Fallback!.Dropped);
        Assert.NotEmpty(outcome.Products);
    }

    [Fact]
    public void No_fallback_brings_back_what_safety_size_weight_or_age_removed()
    {
        Outcome outcome = AskCleared(Heel, new ShopperContext { BudgetMinor = 1, WeightKg = 140, ShoeSizeEu = 35, Conditions = ["insertional_achilles"] });

        Assert.Equal(["budget"], outcome.Fallback!.Dropped);
        Assert.DoesNotContain(outcome.Products, p => p.Product.CategoryId == "calf_stretchers" || p.Product.Sizes.StartsWith("US men's", StringComparison.Ordinal)
            || p.Product is { CategoryId: "foot_strengtheners", WeightMaxKg: < 140 });
    }

    [Fact]
    public void All_counts_add_up()
    {
        string[] symptoms = [.. SeedKnowledge.Base.Rows.Symptoms.Select(s => s.Id)], conditions = [.. SeedKnowledge.Base.Rows.Conditions.Select(c => c.Id)];
        string[] categories = [.. SeedKnowledge.Base.Rows.Categories.Select(c => c.Id)];
        var random = new Random(5);
        for (int round = 0; round < 300; round++)
        {
            string[] some = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => symptoms[random.Next(symptoms.Length)]).Distinct()];
            var report = new SymptomReport
            {
                Context = new ShopperContext
                {
                    Conditions = random.Next(2) == 0 ? [] : [conditions[random.Next(conditions.Length)]],
                    ShoeSizeEu = random.Next(2) == 0 ? random.Next(28, 52) : null,
                    WeightKg = random.Next(2) == 0 ? random.Next(40, 160) : null,
                    BudgetMinor = random.Next(2) == 0 ? random.Next(100, 6000) : null,
                    Age = random.Next(2) == 0 ? random.Next(8, 80) : null,
                },
            };
            var filter = new RecommendationFilter { Categories = random.Next(3) == 0 ? [categories[random.Next(categories.Length)]] : [] };
            Understanding understanding = Understood(some);
            var verdict = Stock.Gate.Judge(report, understanding);
            IReadOnlyList<CandidateGroup> groups = CandidateGenerator.Collect(understanding.Symptoms, verdict, Stock);
            Candidate[] collected = [.. groups.Each(Stock)];

            Filtered filtered = HardFilters.Apply(groups, understanding.Symptoms, verdict, new RecommendationRequest(report, filter), Stock);

            int avoidOnly = Stock.Items.Count(i => some.Any(s => Stock.Index(s).Avoid.ContainsKey(Stock.KindOf(i))) && collected.All(c => c.Item != i));
            if (filtered.Dropped.Count == 0)
                Assert.Equal(collected.Length + avoidOnly, filtered.Count + filtered.Removed.Total);
            else
                Assert.Equal(collected.Length + avoidOnly, filtered.Removed.Total);
        }
    }

    [Fact]
    public void Products_that_a_caller_names_are_listed_or_told_with_the_first_filter_that_removed_them()
    {
        string[] listed = [.. Ask(Understood(Heel)).Products.Select(p => p.Product.Id)];
        string other = Stock.Items.First(i => i.Category.Id == "exercise_mats").Product.Id;
        var report = new SymptomReport { Context = new ShopperContext { BudgetMinor = 1000, Conditions = ["loss_of_feeling"] } };

        Outcome outcome = Recommender.Recommend(
            new RecommendationRequest(report, new RecommendationFilter(), 200) { Only = new HashSet<string>([.. listed, other]) }, Understood(Heel), Stock,
            new ServingPolicy(BackCare.Tests.Domain.Recommend.SeedShelf.Knowledge));

        Assert.Equal(listed.Append(other).Order(), outcome.Products.Select(p => p.Product.Id).Concat(outcome.RemovedProducts.Select(r => r.ProductId)).Order());
        Assert.Equal(RemovedBy.NotForThis, outcome.RemovedProducts.Single(r => r.ProductId == other).By);
        Assert.Equal(outcome.Removed.Contraindicated, outcome.RemovedProducts.Count(r => r.By == RemovedBy.Contraindicated));
        Assert.Equal(outcome.Removed.Budget, outcome.RemovedProducts.Count(r => r.By == RemovedBy.Budget));
        Assert.True(outcome.Removed is { Contraindicated: > 0, Budget: > 0 });
        Assert.Empty(Ask(Understood(Heel)).RemovedProducts);
    }
}
