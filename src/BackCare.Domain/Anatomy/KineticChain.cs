using System.Collections.Frozen;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Anatomy;

/// <summary>A structure that may be behind a symptom, with the strongest path that leads to it.</summary>
/// <param name="StructureId">The structure.</param>
/// <param name="Share">In (0, 1]: weight of the symptom's own structure, times strength and <see cref="KineticChain.PerHop"/> of every link walked.</param>
/// <param name="Structures">From the symptom's own structure to this one.</param>
/// <param name="Links">Links walked, nearest to the symptom first; each is walked backwards, from what is loaded to what may load it.</param>
public sealed record Reached(string StructureId, double Share, IReadOnlyList<string> Structures, IReadOnlyList<ChainLink> Links)
{
    /// <summary>Links walked, 0 to <see cref="KineticChain.MaxHops"/>.</summary>
    public int Hops => Links.Count;
}

/// <summary>The structures of the body and the directed links between them. Immutable.</summary>
/// <remarks>A link reads "dysfunction of A can load B"; what may be behind a symptom is found by walking links backwards (knowledge README, section 2).</remarks>
public sealed class KineticChain
{
    /// <summary>Most links on a path.</summary>
    public const int MaxHops = 2;

    /// <summary>Discount of every link walked, beside its strength.</summary>
    public const double PerHop = 0.5;

    private readonly FrozenDictionary<string, ChainLink[]> recommendInto;
    private readonly FrozenDictionary<string, ChainLink[]> textInto;

    /// <summary>Indexes links by the structure that they load.</summary>
    public KineticChain(IReadOnlyList<ChainLink> links)
    {
        recommendInto = Index(links.Where(l => l.Use == LinkUse.Recommend));
        textInto = Index(links.Where(l => l.Use != LinkUse.Recommend));
    }

    /// <summary>Indexes the links of a knowledge base.</summary>
    public KineticChain(KnowledgeBase knowledge)
        : this((knowledge ?? throw new ArgumentNullException(nameof(knowledge))).Rows.Links)
    {
    }

    /// <summary>Every structure worth looking at for a symptom with these likely structures, strongest first, ties by id.</summary>
    /// <remarks>A structure's share is that of its strongest path. Shares multiply along a path and are never summed, and every factor is at most 1,
    /// so a cycle cannot lift a structure above the share it was first reached with. Only links with use <see cref="LinkUse.Recommend"/> are walked.</remarks>
    public IReadOnlyList<Reached> Reach(IReadOnlyList<WeightedStructure> origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        var best = new Dictionary<string, Reached>(StringComparer.Ordinal);
        List<Reached> frontier = [];
        foreach (WeightedStructure origin in origins)
            Keep(best, frontier, new Reached(origin.StructureId, origin.Weight, [origin.StructureId], []));
        for (int hop = 1; hop <= MaxHops && frontier.Count > 0; hop++)
        {
            List<Reached> next = [];
            foreach (Reached at in frontier)
            {
                foreach (ChainLink link in recommendInto.GetValueOrDefault(at.StructureId, []))
                {
                    Keep(best, next, new Reached(link.FromStructure, at.Share * link.Strength * PerHop, [.. at.Structures, link.FromStructure],
                        [.. at.Links, link]));
                }
            }

            frontier = next;
        }

        return [.. best.Values.OrderByDescending(r => r.Share).ThenBy(r => r.StructureId, StringComparer.Ordinal)];
    }

    /// <summary>Links into these structures that may be told but never rank anything, in the order of their ids.</summary>
    public IReadOnlyList<ChainLink> Background(IReadOnlyList<WeightedStructure> origins) =>
        [.. origins.SelectMany(o => textInto.GetValueOrDefault(o.StructureId, [])).DistinctBy(l => l.Id).OrderBy(l => l.Id, StringComparer.Ordinal)];

    // A weaker path to a structure cannot lead on to a stronger one, so it is not followed; a tie keeps the shorter path, then the smaller link id.
    private static void Keep(Dictionary<string, Reached> best, List<Reached> frontier, Reached found)
    {
        if (best.TryGetValue(found.StructureId, out Reached? known) && known.Share >= found.Share)
            return;
        best[found.StructureId] = found;
        frontier.Add(found);
    }

    private static FrozenDictionary<string, ChainLink[]> Index(IEnumerable<ChainLink> links) => links
        .GroupBy(l => l.ToStructure, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.OrderBy(l => l.Id, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
