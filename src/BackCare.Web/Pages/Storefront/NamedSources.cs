using System.Collections.Frozen;
using BackCare.App.Recommend;
using BackCare.Domain.Explain;
using BackCare.Domain.Knowledge;

namespace BackCare.Web.Pages.Storefront;

/// <summary>The citations behind the source ids of an answer.</summary>
public static class NamedSources
{
    /// <summary>Every source that a product, a link of the chain or a negative finding of the answer names, by id.</summary>
    public static IReadOnlyDictionary<string, SourcePart> Of(GetRecommendations.Response answer, KnowledgeBase? knowledge)
    {
        ArgumentNullException.ThrowIfNull(answer);
        FrozenDictionary<string, Source> known = knowledge?.Sources ?? FrozenDictionary<string, Source>.Empty;
        IEnumerable<GetRecommendations.ChainLinkPart> links = answer.Products.SelectMany(p => p.Evidence.Links).Concat(answer.Background);
        return answer.Products.SelectMany(p => p.Evidence.Sources).Concat(answer.NotShownToHelp.SelectMany(n => n.Sources))
            .Concat(links.SelectMany(l => l.Sources.Concat(l.CounterSources)))
            .Concat((answer.Plan?.Phases ?? []).SelectMany(p => p.Exercises).SelectMany(e => e.Sources))
            .Distinct(StringComparer.Ordinal).Where(known.ContainsKey)
            .ToDictionary(id => id, id => Part(known[id]), StringComparer.Ordinal);
    }

    /// <summary>The citations behind some source ids; an unknown one is left out.</summary>
    public static IReadOnlyDictionary<string, SourcePart> Of(IEnumerable<string> ids, KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return ids.Distinct(StringComparer.Ordinal).Where(knowledge.Sources.ContainsKey).ToDictionary(id => id, id => Part(knowledge.Sources[id]), StringComparer.Ordinal);
    }

    private static SourcePart Part(Source source) =>
        new(source.Id, source.Citation, source.Url.Length > 0 ? source.Url : null, source.Verified.ToSnake());
}
