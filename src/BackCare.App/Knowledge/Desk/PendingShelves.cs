using System.Security.Cryptography;
using System.Text;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Shelves of knowledge that nobody serves: the stored one with a change that is not saved. The last few stay in memory.</summary>
public sealed class PendingShelves
{
    // One before and one after a change for two people who work at the same time.
    private const int Kept = 4;

    private readonly Lock gate = new();
    private readonly List<(string Hash, IReadOnlyList<Product> Products, Shelf Shelf)> recent = [];

    /// <summary>The shelf of these tables, which must be without problems, with these products instead of those of the products table.</summary>
    /// <exception cref="InvalidDataException">A cell is not what its column holds.</exception>
    public Shelf Of(IReadOnlyList<KnowledgeTable> tables, IReadOnlyList<Product> products)
    {
        tables = WithoutProducts(tables);
        string hash = HashOf(tables);
        lock (gate)
        {
            foreach ((string known, IReadOnlyList<Product> with, Shelf shelf) in recent)
            {
                if (known == hash && (ReferenceEquals(with, products) || with.SequenceEqual(products)))
                    return shelf;
            }
        }

        (KnowledgeRows rows, IReadOnlyList<KnowledgeProblem> problems) = KnowledgeReader.Read(tables);
        if (problems.Count > 0)
            throw new InvalidDataException($"The knowledge cannot be served: {problems[0]}");
        Shelf built = Shelf.Build(new KnowledgeBase(rows), products, "pending");
        lock (gate)
        {
            recent.Add((hash, products, built));
            if (recent.Count > Kept)
                recent.RemoveAt(0);
        }

        return built;
    }

    /// <summary>The tables with an empty products table, as the shelf is read: what is wrong with a product of the catalogue does not stand in the way of knowledge.</summary>
    internal static IReadOnlyList<KnowledgeTable> WithoutProducts(IReadOnlyList<KnowledgeTable> tables) =>
        [.. tables.Select(t => t.Name == KnowledgeSchema.Products ? t with { Rows = [] } : t)];

    /// <summary>Tells one content of the tables from another; 64 hex digits.</summary>
    internal static string HashOf(IReadOnlyList<KnowledgeTable> tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KnowledgeTable table in tables)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(table.Name + "\n"));
            foreach (KnowledgeRow row in table.Rows)
                hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\u001f', row.Cells) + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
