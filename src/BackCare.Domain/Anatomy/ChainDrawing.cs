using BackCare.Domain.Knowledge;

namespace BackCare.Domain.Anatomy;

/// <summary>A region's band of the drawing.</summary>
/// <param name="Region">The region.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Height">Its height.</param>
public sealed record DrawnRegion(BodyRegion Region, double Top, double Height);

/// <summary>A structure's line of the drawing.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Y">Height of its middle.</param>
/// <param name="Weight">Its weight behind the symptom that the drawing is narrowed to; null otherwise.</param>
public sealed record DrawnStructure(Structure Structure, double Y, double? Weight);

/// <summary>A link's arc from its cause to what it loads.</summary>
/// <param name="Link">The link.</param>
/// <param name="FromY">Where it starts.</param>
/// <param name="ToY">Where its arrow points.</param>
/// <param name="Upward">True when the load travels up the body, away from the foot; such arcs stand on the right, the others on the left.</param>
/// <param name="Reach">How far the arc leaves the structures' column.</param>
public sealed record DrawnLink(ChainLink Link, double FromY, double ToY, bool Upward, double Reach);

/// <summary>The body chain as a drawing: structures in a column along the body, the core at the top and the foot at the bottom, links as arcs beside them.</summary>
/// <remarks>Lengths are in units of one structure's line. The same knowledge gives the same drawing.</remarks>
public sealed class ChainDrawing
{
    private const double HeadingLines = 1.15, GapLines = 0.35, LeastReach = 0.9;

    private ChainDrawing(IReadOnlyList<DrawnRegion> regions, IReadOnlyList<DrawnStructure> structures, IReadOnlyList<DrawnLink> links, double height) =>
        (Regions, Structures, Links, Height) = (regions, structures, links, height);

    /// <summary>Bands from the core down to the foot; regions without a structure in the drawing are left out.</summary>
    public IReadOnlyList<DrawnRegion> Regions { get; }

    /// <summary>Structures from top to bottom.</summary>
    public IReadOnlyList<DrawnStructure> Structures { get; }

    /// <summary>Links, longest first, so that short ones lie on top.</summary>
    public IReadOnlyList<DrawnLink> Links { get; }

    /// <summary>Height of the whole.</summary>
    public double Height { get; }

    /// <summary>Draws the chain.</summary>
    /// <param name="knowledge">Where structures and links come from.</param>
    /// <param name="symptomId">Narrows the drawing to the structures behind a symptom and those that load them; null draws everything.</param>
    /// <exception cref="KeyNotFoundException">No symptom has this id.</exception>
    public static ChainDrawing Of(KnowledgeBase knowledge, string? symptomId = null)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        Dictionary<string, double>? weights = symptomId is null ? null
            : knowledge.Symptoms[symptomId].LikelyStructures.GroupBy(w => w.StructureId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Weight, StringComparer.Ordinal);
        ChainLink[] links = [.. knowledge.Rows.Links.Where(l => weights is null || weights.ContainsKey(l.ToStructure))];
        HashSet<string>? shown = weights is null ? null : [.. weights.Keys, .. links.Select(l => l.FromStructure)];
        var places = new Dictionary<string, double>(StringComparer.Ordinal);
        var regions = new List<DrawnRegion>();
        var structures = new List<DrawnStructure>();
        double y = 0;
        foreach (BodyRegion region in knowledge.Rows.Regions.OrderByDescending(r => r.ChainOrder).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            Structure[] inside = [.. knowledge.Rows.Structures.Where(s => s.RegionId == region.Id && shown?.Contains(s.Id) != false)];
            if (inside.Length == 0)
                continue;
            double top = y;
            y += HeadingLines;
            foreach (Structure structure in inside)
            {
                places[structure.Id] = y + 0.5;
                structures.Add(new DrawnStructure(structure, y + 0.5, weights?.GetValueOrDefault(structure.Id) is > 0 and var weight ? weight : null));
                y++;
            }

            regions.Add(new DrawnRegion(region, top, y - top));
            y += GapLines;
        }

        return new ChainDrawing(regions, structures, Arcs(links, places), Math.Max(0, y - GapLines));
    }

    private static IReadOnlyList<DrawnLink> Arcs(IEnumerable<ChainLink> links, Dictionary<string, double> places) =>
    [
        .. links.Where(l => places.ContainsKey(l.FromStructure) && places.ContainsKey(l.ToStructure))
            .Select(l => (Link: l, From: places[l.FromStructure], To: places[l.ToStructure]))
            .Select(l => new DrawnLink(l.Link, l.From, l.To, l.To < l.From, Math.Max(LeastReach, Math.Abs(l.To - l.From) / 2)))
            .OrderByDescending(l => l.Reach).ThenBy(l => l.Link.Id, StringComparer.Ordinal),
    ];
}
