using System.Collections.Frozen;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Everything one request is answered from, prepared once and immutable: knowledge, products with their links, indexes.</summary>
public sealed class Shelf
{
    private Shelf(KnowledgeBase knowledge, IReadOnlyList<Product> products, string version)
    {
        Knowledge = knowledge;
        Products = products.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
        Version = version;
        Linker = new SymptomLinker(knowledge);
    }

    /// <summary>What the shop knows.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Products by id.</summary>
    public FrozenDictionary<string, Product> Products { get; }

    /// <summary>Names this state of knowledge and catalogue; stands in every answer.</summary>
    public string Version { get; }

    /// <summary>Reads reports.</summary>
    public SymptomLinker Linker { get; }

    /// <summary>Prepares a shelf. Products whose category is unknown to <paramref name="knowledge"/> are an error of the import and refused here.</summary>
    /// <exception cref="ArgumentException">A product names an unknown category, or two products share an id.</exception>
    public static Shelf Build(KnowledgeBase knowledge, IReadOnlyList<Product> products, string version)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(products);
        if (products.FirstOrDefault(p => !knowledge.Categories.ContainsKey(p.CategoryId)) is { } stray)
            throw new ArgumentException($"Product '{stray.Id}' names the unknown category '{stray.CategoryId}'. Import the category first.", nameof(products));
        return new Shelf(knowledge, products, version);
    }
}
