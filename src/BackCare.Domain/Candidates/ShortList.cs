namespace BackCare.Domain.Candidates;

/// <summary>Bounds what is ranked, so that a catalogue of any size costs the ranker the same.</summary>
public static class ShortList
{
    /// <summary>Most candidates that are ranked.</summary>
    public const int Most = 500;

    /// <summary>Most candidates of one evidence profile: as many as the longest list shows, so that one kind cannot crowd out the others.</summary>
    public const int MostOfProfile = 50;

    /// <summary>All that the filters kept when they are few; else the best by the knowledge score, direct ones first, of equal ones those that are best to look at.
    /// Products that the shop wants on the list are ranked beside them whatever their score.</summary>
    public static IReadOnlyList<Candidate> Of(Filtered filtered)
    {
        ArgumentNullException.ThrowIfNull(filtered);
        if (filtered.Count <= Most)
            return filtered.Candidates();
        var ofProfile = new Dictionary<string, int>(StringComparer.Ordinal);
        var best = new List<Candidate>(Most);
        foreach ((int from, int to) in Groups(filtered))
        {
            string profile = filtered.GroupOf(filtered.Kept[from]).Sample.Product.EvidenceProfile;
            int count = ofProfile.GetValueOrDefault(profile);
            for (int i = from; i < to; i++)
            {
                if ((count >= MostOfProfile || best.Count >= Most) && !filtered.Kept[i].IsWanted)
                    continue;
                count++;
                best.Add(filtered.ToCandidate(filtered.Kept[i]));
            }

            ofProfile[profile] = count;
        }

        return best;
    }

    /// <summary>Where each group's products stand among those kept, best group first.</summary>
    private static List<(int From, int To)> Groups(Filtered filtered)
    {
        var groups = new List<(int From, int To)>();
        for (int from = 0, to; from < filtered.Kept.Count; from = to)
        {
            to = from + 1;
            while (to < filtered.Kept.Count && filtered.Kept[to].Group == filtered.Kept[from].Group)
                to++;
            groups.Add((from, to));
        }

        groups.Sort((a, b) =>
        {
            Candidate one = filtered.GroupOf(filtered.Kept[a.From]).Sample, other = filtered.GroupOf(filtered.Kept[b.From]).Sample;
            return one.Via != other.Via ? one.Via.CompareTo(other.Via)
                : one.KnowledgeScore != other.KnowledgeScore ? other.KnowledgeScore.CompareTo(one.KnowledgeScore)
                : a.From.CompareTo(b.From);
        });
        return groups;
    }
}
