using BackCare.Domain.Catalog;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Desk;

/// <summary>A product whose texts promise more than the shop may say.</summary>
/// <param name="Product">The product.</param>
/// <param name="Claims">What was found, by place.</param>
public sealed record ClaimingProduct(Product Product, IReadOnlyList<ClaimMark> Claims);

/// <summary>What a shelf lacks, for the people who keep it. Pure; every list is in the order of ids.</summary>
public static class CatalogGaps
{
    /// <summary>Products that nothing is known of, so that no list ever shows them.</summary>
    public static IReadOnlyList<Product> WithoutEvidence(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        return [.. shelf.Items.Where(i => i.Rules.Count == 0).Select(i => i.Product)];
    }

    /// <summary>Products that no picture shows.</summary>
    public static IReadOnlyList<Product> WithoutPicture(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        return [.. shelf.Items.Select(i => i.Product).Where(p => p.Pictures.Count == 0)];
    }

    /// <summary>Products whose name, note or description holds a phrase of the wording table.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="descriptions">Descriptions by product id, which are not kept on the shelf; products without one are left out.</param>
    public static IReadOnlyList<ClaimingProduct> WithClaims(Shelf shelf, IReadOnlyDictionary<string, string> descriptions)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(descriptions);
        var lint = new ClaimLint(shelf.Knowledge.Rows.ClaimWordings);
        return
        [
            .. shelf.Items.Select(i => new ClaimingProduct(i.Product, lint.Read($"{i.Product.Name}\n{i.Product.Note}\n{descriptions.GetValueOrDefault(i.Product.Id)}", i.Category))).Where(p => p.Claims.Count > 0),
        ];
    }

    /// <summary>Symptoms that products may be sold for and that no product on the shelf is tied to, neither directly nor through the chain.</summary>
    public static IReadOnlyList<Symptom> SymptomsWithoutProduct(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        return
        [
            .. shelf.Knowledge.Symptoms.Values.Where(s => s.SelfCare != SelfCare.NoProducts && shelf.Index(s.Id) is { Direct.Count: 0, Chain.Count: 0 })
                .OrderBy(s => s.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many products of each category stand on any of the lists looked at.</summary>
    /// <param name="shelf">The shelf.</param>
    /// <param name="shown">Ids of products that stood on a list.</param>
    public static IReadOnlyList<CategoryCoverage> Coverage(Shelf shelf, IReadOnlySet<string> shown)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(shown);
        return
        [
            .. shelf.Items.GroupBy(i => i.Category.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new CategoryCoverage(g.First().Category, g.Count(i => shown.Contains(i.Product.Id)), g.Count())),
        ];
    }
}

/// <summary>Products of a category that stand on lists.</summary>
/// <param name="Category">The category.</param>
/// <param name="Shown">Products that stood on a list.</param>
/// <param name="Of">All its products.</param>
public sealed record CategoryCoverage(Category Category, int Shown, int Of);
