using System.Collections.Frozen;
using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Catalog.Files;

/// <summary>The words that products may use for what the knowledge base names: categories, evidence profiles, regions, sources.</summary>
public sealed class CatalogTerms
{
    private readonly FrozenDictionary<string, string> categories, regions;

    /// <summary>Takes the words of a knowledge base.</summary>
    public CatalogTerms(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        Knowledge = knowledge;
        categories = ByWord(knowledge.Rows.Categories.Select(c => (c.Id, c.Name)));
        regions = ByWord(knowledge.Rows.Regions.Select(r => (r.Id, r.Name)));
    }

    /// <summary>Where the words come from.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>The category that an id or a name means; for a path such as <c>Feet &gt; Heel cups</c> the last part that means one.</summary>
    public string? CategoryOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string path in text.Split(',', StringSplitOptions.TrimEntries).Prepend(text))
        {
            foreach (string part in path.Split('>', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Reverse().Append(path))
            {
                if (categories.TryGetValue(Fold(part), out string? id))
                    return id;
            }
        }

        return null;
    }

    /// <summary>The region that an id or a name means.</summary>
    public string? RegionOf(string text) => regions.GetValueOrDefault(Fold(text));

    private static FrozenDictionary<string, string> ByWord(IEnumerable<(string Id, string Name)> rows) => rows
        .SelectMany(r => new[] { (Word: Fold(r.Id), r.Id), (Word: Fold(r.Name), r.Id) }).DistinctBy(r => r.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(r => r.Word, r => r.Id, StringComparer.Ordinal);

    private static string Fold(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
