namespace BackCare.Domain.Candidates;

/// <summary>Bounds what is ranked, so that a catalogue of any size costs the ranker the same.</summary>
public static class ShortList
{
    /// <summary>Most candidates that are ranked.</summary>
    public const int Most = 500;

    /// <summary>Most candidates of one evidence profile: as many as the longest list shows, so that one kind cannot crowd out the others.</summary>
    public const int MostOfProfile = 50;

    /// <summary>The candidates themselves when they are few; else the best by the knowledge score, direct ones first, ties by id.</summary>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Candidate> candidates) => Of(candidates, null);

    /// <summary>The same, with candidates that the shop wants on the list whatever their score: they are ranked beside the others.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="isWanted">True for those that are never left out; null when there are none.</param>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Candidate> candidates, Func<Candidate, bool>? isWanted)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count <= Most)
            return candidates;
        Candidate[] best = [.. candidates];
        Array.Sort(best, static (a, b) => a.Via != b.Via ? a.Via.CompareTo(b.Via)
            : a.KnowledgeScore != b.KnowledgeScore ? b.KnowledgeScore.CompareTo(a.KnowledgeScore)
            : a.Item.Index.CompareTo(b.Item.Index));
        var ofProfile = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<Candidate>(Most);
        for (int i = 0; i < best.Length && (kept.Count < Most || isWanted is not null); i++)
        {
            int count = ofProfile.GetValueOrDefault(best[i].Product.EvidenceProfile);
            if ((count >= MostOfProfile || kept.Count >= Most) && isWanted?.Invoke(best[i]) != true)
                continue;
            ofProfile[best[i].Product.EvidenceProfile] = count + 1;
            kept.Add(best[i]);
        }

        return kept;
    }
}
