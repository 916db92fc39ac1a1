using BackCare.Domain.Catalog;
using BackCare.Domain.Desk;
using BackCare.Domain.Recommend;
using static BackCare.Tests.Domain.Recommend.SeedShelf;

namespace BackCare.Tests.Domain.Desk;

public sealed class CatalogGapsTests
{
    private static readonly Product Cup = Stock.Products["tulis_classic_heel_cups"];

    private static Shelf With(params Product[] products) => Stock.Restock(products, "gaps");

    [Fact]
    public void A_product_with_a_profile_that_nothing_is_known_of_has_no_evidence()
    {
        Shelf shelf = With(Cup, Cup with { Id = "blank", EvidenceProfile = "" });

        Assert.Equal(["blank"], CatalogGaps.WithoutEvidence(shelf).Select(p => p.Id));
    }

    [Fact]
    public void A_text_that_promises_a_cure_is_found_with_its_phrase()
    {
        Shelf shelf = With(Cup with { Note = "" }, Cup with { Id = "boast", Note = "It cures everything." }, Cup with { Id = "long", Note = "" });

        IReadOnlyList<ClaimingProduct> found = CatalogGaps.WithClaims(shelf, new Dictionary<string, string> { ["long"] = "Soft. It cures, too.", ["unknown"] = "It cures." });

        Assert.Equal([("boast", "cures"), ("long", "cures")], found.Select(p => (p.Product.Id, p.Claims.Single().Phrase)));
    }

    [Fact]
    public void With_one_product_most_symptoms_have_none_and_the_full_demo_shop_lacks_few()
    {
        string[] lacking = [.. CatalogGaps.SymptomsWithoutProduct(With(Cup)).Select(s => s.Id)];

        Assert.DoesNotContain("heel_pain_standing", lacking);
        Assert.Contains("hip_outer_pain", lacking);
        Assert.True(CatalogGaps.SymptomsWithoutProduct(Stock).Count < lacking.Length);
    }

    [Fact]
    public void Coverage_counts_shown_products_of_each_category()
    {
        CategoryCoverage only = Assert.Single(CatalogGaps.Coverage(With(Cup, Cup with { Id = "second" }), new HashSet<string> { "second", "no longer sold" }));

        Assert.Equal(("heel_cups", 1, 2), (only.Category.Id, only.Shown, only.Of));
    }
}
