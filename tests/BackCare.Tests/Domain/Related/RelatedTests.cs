using BackCare.Domain.Candidates;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Statistics;
using BackCare.Domain.Recommend;
using BackCare.Domain.Related;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Learn.Statistics;
using BackCare.Tests.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Related;

public sealed class RelatedTests
{
    private const string Cups = "tulis_classic_heel_cups", Stretch = "corestretch";

    private static ShelfItem Item(string id) => Stock.Items.Single(i => i.Product.Id == id);

    private static IReadOnlyList<RelatedProduct> Similar(string id, ProductStatistics? statistics = null, string language = "en") =>
        SimilarProducts.Of(Item(id), Stock, statistics ?? ProductStatistics.Empty, language);

    private static ComplementsFound Complement(SymptomReport report, ProductStatistics statistics, params string[] basket) => Complements.Of(
        [.. basket.Select(Item)], new RecommendationRequest(report, new RecommendationFilter()), Stock, new ServingPolicy(SeedShelf.Knowledge) { Statistics = statistics });

    // Forty visitors opened both in one visit and bought both.
    private static ProductStatistics Together(string a, string b)
    {
        var journal = new Journal();
        for (int i = 0; i < 40; i++)
            journal.Did(InteractionKind.Purchase, a, 0, visitor: $"v{i}", session: "s").Did(InteractionKind.Purchase, b, 0, visitor: $"v{i}", session: "s");
        return journal.Now;
    }

    [Fact]
    public void Without_shoppers_the_nearest_product_is_one_for_the_same_complaints()
    {
        RelatedProduct first = Similar(Cups)[0];

        Assert.Equal(("heel_cups", RelatedBy.SameSymptom), (first.Item.Category.Id, first.Because));
        Assert.StartsWith("Also listed for ", first.Reason, StringComparison.Ordinal);
        Assert.StartsWith("También figura para dolor", Similar(Cups, language: "es")[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Similar(Cups), r => r.Item.Product.Id == Cups);
    }

    [Fact]
    public void What_shoppers_open_in_one_visit_leads()
    {
        RelatedProduct first = Similar(Cups, Together(Cups, Stretch))[0];

        // 40 of 40 visits opened both: 40 / 45 beats any likeness, which counts for a half at most.
        Assert.Equal((Stretch, RelatedBy.OpenedTogether), (first.Item.Product.Id, first.Because));
        Assert.True(first.Score >= 40 / 45.0);
    }

    [Fact]
    public void What_cannot_be_bought_now_is_not_offered()
    {
        string nearest = Similar(Cups)[0].Item.Product.Id;
        Shelf shelf = Stock.Restock([.. Stock.Knowledge.Rows.Products.Select(p => p.Id == nearest ? p with { StockQuantity = 0 } : p)], "out");

        Assert.DoesNotContain(SimilarProducts.Of(shelf.Items.Single(i => i.Product.Id == Cups), shelf, ProductStatistics.Empty, "en"), r => r.Item.Product.Id == nearest);
        Assert.DoesNotContain(TrendingProducts.Of(shelf, ProductStatistics.Empty, _ => true, "en"), r => r.Item.Product.Id == nearest);
    }

    [Fact]
    public void A_basket_gets_another_means_for_the_same_complaint_and_no_second_one_of_its_kind()
    {
        ComplementsFound found = Complement(new SymptomReport(), ProductStatistics.Empty, Cups);

        Assert.NotEmpty(found.Products);
        Assert.All(found.Products, r => Assert.NotEqual("heel_cups", r.Item.Category.Id));
        Assert.NotEqual(Item(Cups).Category.PlanGroup, found.Products[0].Item.Category.PlanGroup);
    }

    [Fact]
    public void What_the_same_shoppers_bought_leads_a_baskets_complements()
    {
        RelatedProduct first = Complement(new SymptomReport(), Together(Cups, Stretch), Cups).Products[0];

        Assert.Equal((Stretch, RelatedBy.BoughtTogether), (first.Item.Product.Id, first.Because));
    }

    [Fact]
    public void No_shoppers_behaviour_brings_back_what_a_condition_blocks()
    {
        var told = new SymptomReport { Context = new ShopperContext { Conditions = ["acute_tear"] } };

        ComplementsFound found = Complement(told, Together(Cups, Stretch), Cups);

        Assert.DoesNotContain(found.Products, r => r.Item.Product.Id == Stretch);
        Assert.True(found.Removed.Contraindicated > 0);
    }

    [Fact]
    public void Trending_starts_with_what_shoppers_did_and_goes_on_with_what_is_known()
    {
        ProductStatistics statistics = new Journal().Did(InteractionKind.Click, Stretch, 0).Did(InteractionKind.Purchase, Cups, 0).Now;

        RelatedProduct[] all = [.. TrendingProducts.Of(Stock, statistics, _ => true, "en")];

        Assert.Equal([Cups, Stretch], all.Take(2).Select(r => r.Item.Product.Id));
        Assert.Equal([RelatedBy.Shoppers, RelatedBy.Shoppers, RelatedBy.Knowledge], all.Take(3).Select(r => r.Because));
        Assert.Equal(Stock.Items.Count, all.Length);
    }
}
