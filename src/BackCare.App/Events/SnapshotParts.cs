using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;

namespace BackCare.App.Events;

/// <summary>What a shelf was built from.</summary>
/// <param name="Tables">Knowledge tables as text.</param>
/// <param name="Products">Products on sale.</param>
public sealed record ShelfContent(IReadOnlyList<KnowledgeTable> Tables, IReadOnlyList<Product> Products);

/// <summary>A run of products in a snapshot.</summary>
internal sealed record SnapshotProducts(IReadOnlyList<Product> Products);

/// <summary>One knowledge table in a snapshot; columns and file come from the schema.</summary>
internal sealed record SnapshotTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One part of a snapshot, named by its content.</summary>
internal sealed record PackedPart(string Kind, string Hash, byte[] Content);

/// <summary>Cuts a shelf's content into parts that are stored once however many catalog versions share them, and puts it together again.</summary>
internal static class SnapshotParts
{
    public const string Knowledge = "knowledge", Products = "products";

    // A run of products ends after about so many, at a place that depends on one product's id alone: an edit changes one part, and so does an insertion.
    private const int MeanRun = 256;

    public static IReadOnlyList<PackedPart> Of(ShelfContent content) =>
    [
        .. content.Tables.Select(t => Pack(Knowledge, JsonSerializer.SerializeToUtf8Bytes(
            new SnapshotTable(t.Name, t.Columns, [.. t.Rows.Select(r => r.Cells)]), JournalJson.Default.SnapshotTable))),
        .. Runs(content.Products).Select(run => Pack(Products, JsonSerializer.SerializeToUtf8Bytes(new SnapshotProducts(run), JournalJson.Default.SnapshotProducts))),
    ];

    public static string Manifest(IReadOnlyList<PackedPart> parts) => string.Join('\n', parts.Select(p => $"{p.Kind} {p.Hash}"));

    public static IReadOnlyList<(string Kind, string Hash)> Read(string manifest) =>
        [.. manifest.Split('\n').Select(line => line.Split(' ')).Select(words => (words[0], words[1]))];

    /// <exception cref="InvalidDataException">A part is damaged.</exception>
    public static ShelfContent Join(IEnumerable<(string Kind, byte[] Content)> parts)
    {
        var tables = new Dictionary<string, KnowledgeTable>(StringComparer.Ordinal);
        var products = new List<Product>();
        foreach ((string kind, byte[] content) in parts)
        {
            byte[] json = Bytes.Expand(content);
            if (kind == Products)
                products.AddRange(JsonSerializer.Deserialize(json, JournalJson.Default.SnapshotProducts)!.Products);
            else if (JsonSerializer.Deserialize(json, JournalJson.Default.SnapshotTable) is { } table)
                tables[table.Name] = new KnowledgeTable(table.Name, "", table.Columns, [.. table.Rows.Select(cells => new KnowledgeRow(0, cells))]);
        }

        return new ShelfContent([.. KnowledgeSchema.Tables.Where(s => tables.ContainsKey(s.Name)).Select(s => tables[s.Name] with { File = s.File })], products);
    }

    private static PackedPart Pack(string kind, byte[] json) => new(kind, Convert.ToHexStringLower(SHA256.HashData(json)), Bytes.Compress(json));

    private static IEnumerable<IReadOnlyList<Product>> Runs(IReadOnlyList<Product> products)
    {
        var run = new List<Product>();
        foreach (Product product in products.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            run.Add(product);
            if (SHA256.HashData(Encoding.UTF8.GetBytes(product.Id))[0] % MeanRun != 0)
                continue;
            yield return run;
            run = [];
        }

        if (run.Count > 0)
            yield return run;
    }
}
