namespace BackCare.Domain.Candidates;

/// <summary>Bounds what is ranked, so that a catalogue of any size costs the ranker the same.</summary>
public static class ShortList
{
    /// <summary>Most candidates that are ranked.</summary>
    public const int Most = 500;

    /// <summary>Most candidates of one evidence profile: as many as the longest list shows, so that one kind cannot crowd out the others.</summary>
    public const int MostOfProfile = 50;

    /// <summary>All that the filters kept when they are few; else a share of every kind, then the best by the knowledge score, direct ones first; of a kind those that are best to look at.
    /// Products that the shop wants on the list are ranked beside them whatever their score.</summary>
    public static IReadOnlyList<Candidate> Of(Filtered filtered)
    {
        ArgumentNullException.ThrowIfNull(filtered);
        if (filtered.Count <= Most)
            return filtered.Candidates();
        List<(int From, int To)> groups = Groups(filtered);
        var ofProfile = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int from, _) in groups)
            ofProfile[Profile(filtered, from)] = 0;
        // Every kind gets its share first, so that the ranker sees all of them; what is left goes to the best by the knowledge score.
        var isTaken = new bool[filtered.Kept.Count];
        int share = Math.Clamp(Most / ofProfile.Count, 1, MostOfProfile);
        int taken = Take(filtered, groups, ofProfile, isTaken, 0, share);
        Take(filtered, groups, ofProfile, isTaken, taken, MostOfProfile);
        var best = new List<Candidate>(Most);
        foreach ((int from, int to) in groups)
        {
            for (int i = from; i < to; i++)
            {
                if (isTaken[i] || filtered.Kept[i].IsWanted)
                    best.Add(filtered.ToCandidate(filtered.Kept[i]));
            }
        }

        return best;
    }

    /// <summary>Takes group after group up to so many of a profile, until the list is full; returns how many are taken now.</summary>
    private static int Take(Filtered filtered, List<(int From, int To)> groups, Dictionary<string, int> ofProfile, bool[] isTaken, int taken, int mostOfProfile)
    {
        foreach ((int from, int to) in groups)
        {
            string profile = Profile(filtered, from);
            for (int i = from; i < to && taken < Most && ofProfile[profile] < mostOfProfile; i++)
            {
                if (isTaken[i])
                    continue;
                isTaken[i] = true;
                ofProfile[profile]++;
                taken++;
            }
        }

        return taken;
    }

    private static string Profile(Filtered filtered, int at) => filtered.GroupOf(filtered.Kept[at]).Sample.Product.EvidenceProfile;

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
