using System.Collections.Frozen;
using BackCare.Domain.Anatomy;
using BackCare.Domain.Candidates;
using BackCare.Domain.Catalog;
using BackCare.Domain.Catalog.Search;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Everything one request is answered from, prepared once and immutable: knowledge, products with their links, indexes.</summary>
public sealed class Shelf
{
    private readonly FrozenDictionary<string, SymptomIndex> indexes;
    private readonly Lazy<CatalogSearch> search;
    private readonly int[] kindOf;

    private Shelf(KnowledgeBase knowledge, IReadOnlyList<Product> products, string version, SymptomLinker linker, IReadOnlyList<MerchandisingRule> rules, Shelf? before)
    {
        Knowledge = knowledge;
        Version = version;
        Rules = rules;
        Items = ShelfItem.Prepare(products, knowledge, before?.Items);
        Products = new ShelfProducts(Items);
        Linker = linker;
        Gate = new SafetyGate(knowledge);
        Suitability = new ProductSuitability(knowledge);
        Chain = new KineticChain(knowledge);
        (Kinds, kindOf) = ShelfKind.Sort(Items);
        indexes = SymptomIndex.Build(knowledge, Kinds, Chain);
        Explainer = new Explainer(knowledge);
        Negatives = NegativeStatements.Build(knowledge, indexes.Values);
        Plans = before?.Plans ?? new PlanBuilder(knowledge);
        Questions = before?.Questions ?? new FlagQuestions(knowledge);
        search = new(() => CatalogSearch.Build(Items));
    }

    /// <summary>What the shop knows.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Products by id.</summary>
    public ShelfProducts Products { get; }

    /// <summary>Products with their derived links, in the order of their ids.</summary>
    public IReadOnlyList<ShelfItem> Items { get; }

    /// <summary>The same products by kind.</summary>
    public IReadOnlyList<ShelfKind> Kinds { get; }

    /// <summary>Names this state of knowledge and catalogue; stands in every answer.</summary>
    public string Version { get; }

    /// <summary>The shop's merchandising rules by id, whatever their dates; who answers takes those in force.</summary>
    public IReadOnlyList<MerchandisingRule> Rules { get; }

    /// <summary>Reads reports.</summary>
    public SymptomLinker Linker { get; }

    /// <summary>Decides whether products may be shown.</summary>
    public SafetyGate Gate { get; }

    /// <summary>Decides what limits one product.</summary>
    public ProductSuitability Suitability { get; }

    /// <summary>The body's structures and links.</summary>
    public KineticChain Chain { get; }

    /// <summary>Words reasons, paths and evidence.</summary>
    public Explainer Explainer { get; }

    /// <summary>What is not shown to help, per symptom.</summary>
    public NegativeStatements Negatives { get; }

    /// <summary>Makes self-care plans.</summary>
    public PlanBuilder Plans { get; }

    /// <summary>Words danger-sign questions.</summary>
    internal FlagQuestions Questions { get; }

    /// <summary>Finds products by words; indexed when it is first asked for, since recommendations do without.</summary>
    public CatalogSearch Search => search.Value;

    /// <summary>The product with its derived links; null when the shop does not sell it.</summary>
    public ShelfItem? Find(string productId) => Products.Find(productId);

    /// <summary>The kind of one of its products.</summary>
    public ShelfKind KindOf(ShelfItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Kinds[kindOf[item.Index]];
    }

    /// <summary>What the shelf holds for a symptom.</summary>
    public SymptomIndex Index(string symptomId) => indexes[symptomId];

    /// <summary>Prepares a shelf without rules.</summary>
    /// <exception cref="ArgumentException">A product names an unknown category, or two products share an id.</exception>
    public static Shelf Build(KnowledgeBase knowledge, IReadOnlyList<Product> products, string version) => Build(knowledge, products, version, []);

    /// <summary>Prepares a shelf.</summary>
    /// <exception cref="ArgumentException">A product names an unknown category, or two products share an id.</exception>
    public static Shelf Build(KnowledgeBase knowledge, IReadOnlyList<Product> products, string version, IReadOnlyList<MerchandisingRule> rules)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(rules);
        return Build(knowledge, products, version, new SymptomLinker(knowledge), rules);
    }

    /// <summary>The same knowledge and rules with another catalogue; much faster than <see cref="Build(KnowledgeBase, IReadOnlyList{Product}, string)"/>, since reading
    /// of text does not depend on products.</summary>
    /// <exception cref="ArgumentException">A product names an unknown category, or two products share an id.</exception>
    public Shelf Restock(IReadOnlyList<Product> products, string version) => Restock(products, version, Rules);

    /// <summary>The same knowledge with another catalogue and other rules; products that are the same objects as here are not prepared again.</summary>
    /// <exception cref="ArgumentException">A product names an unknown category, or two products share an id.</exception>
    public Shelf Restock(IReadOnlyList<Product> products, string version, IReadOnlyList<MerchandisingRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Build(Knowledge, products, version, Linker, rules, this);
    }

    private static Shelf Build(
        KnowledgeBase knowledge, IReadOnlyList<Product> products, string version, SymptomLinker linker, IReadOnlyList<MerchandisingRule> rules, Shelf? before = null)
    {
        ArgumentNullException.ThrowIfNull(products);
        if (products.FirstOrDefault(p => !knowledge.Categories.ContainsKey(p.CategoryId)) is { } stray)
            throw new ArgumentException($"Product '{stray.Id}' names the unknown category '{stray.CategoryId}'. Import the category first.", nameof(products));
        return new Shelf(knowledge, products, version, linker, [.. rules.OrderBy(r => r.Id, StringComparer.Ordinal)], before);
    }
}
