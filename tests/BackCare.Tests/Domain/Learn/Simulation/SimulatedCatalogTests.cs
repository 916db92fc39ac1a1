using BackCare.Domain.Catalog;
using BackCare.Domain.Learn.Simulation;
using BackCare.Domain.Recommend;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Simulation;

public class SimulatedCatalogTests
{
    private static IReadOnlyList<Product> Templates => SeedShelf.Stock.Knowledge.Rows.Products;

    [Fact]
    public void A_longer_catalogue_begins_with_a_shorter_one_and_another_seed_gives_another()
    {
        Product[] few = [.. SimulatedCatalog.Make(Templates, 200, 1)], many = [.. SimulatedCatalog.Make(Templates, 500, 1)];

        Assert.Equal(few, many.Take(200));
        Assert.NotEqual(few.Select(p => p.Price), SimulatedCatalog.Make(Templates, 200, 2).Select(p => p.Price));
    }

    [Fact]
    public void Every_product_says_that_it_is_simulated_and_has_an_id_of_its_own()
    {
        Product[] made = [.. SimulatedCatalog.Make(Templates, 1_000, 1)];

        Assert.Equal(1_000, made.Select(p => p.Id).Distinct().Count());
        Assert.All(made, p => Assert.True(
            p.Id.StartsWith(SimulatedCatalog.IdPrefix, StringComparison.Ordinal) && p.Note.Contains("Simulated", StringComparison.Ordinal) && p.Price.Minor >= 95));
    }

    [Fact]
    public void They_can_stand_on_a_shelf_beside_the_real_ones() =>
        Assert.Equal(Templates.Count + 300, Shelf.Build(SeedShelf.Stock.Knowledge, [.. Templates, .. SimulatedCatalog.Make(Templates, 300, 1)], "both").Items.Count);
}
