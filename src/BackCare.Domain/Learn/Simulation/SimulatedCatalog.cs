using System.Globalization;
using BackCare.Domain.Catalog;
using BackCare.Ranking.Randomness;

namespace BackCare.Domain.Learn.Simulation;

/// <summary>Products that do not exist, in any number, for load tests and simulated shops.</summary>
/// <remarks>Each is a variation of a real catalogue row: same category, evidence profile and regions, other price, firmness and stock. Ids begin with
/// <see cref="IdPrefix"/> and the note says that it is simulated, so that nobody mistakes one for something to buy.</remarks>
public static class SimulatedCatalog
{
    /// <summary>Ids of simulated products begin with this.</summary>
    public const string IdPrefix = "sim_";

    private static readonly string[] Firmness = ["soft", "medium", "firm"];

    /// <summary>Varies <paramref name="templates"/>, in turn; the same templates, count and seed give the same products, and a longer list begins with a shorter one.</summary>
    /// <param name="templates">Real products, at least one; their order matters.</param>
    /// <param name="count">How many to make.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="ArgumentException">There is no template.</exception>
    public static IEnumerable<Product> Make(IReadOnlyList<Product> templates, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(templates);
        if (templates.Count == 0)
            throw new ArgumentException("Simulated products are variations of real ones; the catalogue has none.", nameof(templates));
        return Enumerable.Range(0, count).Select(i => Vary(templates[i % templates.Count], i, seed));
    }

    private static Product Vary(Product template, int number, ulong seed)
    {
        var random = new SplitMix64(seed ^ ((ulong)number * 0x9E3779B97F4A7C15));
        string label = (number + 1).ToString("00000000", CultureInfo.InvariantCulture);
        long minor = Math.Max(95, (long)(template.Price.Minor * Math.Exp(0.4 * random.NextNormal())) / 100 * 100 + 95);
        return template with
        {
            Id = IdPrefix + label,
            Sku = "SIM-" + label,
            Name = $"{template.Name} (simulated {label})",
            Brand = "Simulated",
            Maker = "Simulated",
            BrandStatus = "house",
            Firmness = template.Firmness is "" or "na" ? template.Firmness : Firmness[random.NextIndex(Firmness.Length)],
            Price = new Money(minor, template.Price.Currency),
            PriceBasis = "illustrative",
            Note = "Simulated for tests; it cannot be bought.",
            StockQuantity = random.NextBool(0.05) ? 0 : 1 + random.NextIndex(200),
            Overrides = [],
        };
    }
}
