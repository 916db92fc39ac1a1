namespace BackCare.App.Messaging;

/// <summary>Finds the known id that somebody may have meant.</summary>
internal static class NearestId
{
    private const int LongestTried = 60;

    /// <summary>The nearest known id by edit distance, at most a third of its length away; ties by id. Null when none is near.</summary>
    public static string? Find(string? given, IEnumerable<string> known)
    {
        if (given is null or { Length: 0 or > LongestTried })
            return null;
        string folded = given.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        return known.Select(id => (id, distance: Distance(folded, id)))
            .Where(near => near.distance <= Math.Max(1, near.id.Length / 3))
            .OrderBy(near => near.distance).ThenBy(near => near.id, StringComparer.Ordinal)
            .Select(near => near.id).FirstOrDefault();
    }

    /// <summary>Refuses an unknown id by its place, with a hint when one is near.</summary>
    /// <param name="path">Place in the request, as the client wrote it.</param>
    /// <param name="what">What the id names, such as category.</param>
    /// <param name="given">The id; never repeated.</param>
    /// <param name="known">Ids that there are.</param>
    public static Refusal Refuse(string path, string what, string? given, IEnumerable<string> known) => new(
        RefusalKind.Invalid, $"The {what} is not known.",
        [new RefusedField(path, $"No {what} has this id.{(Find(given, known) is { } near ? $" Did you mean '{near}'?" : "")}")]);

    /// <summary>Insertions, deletions and replacements between two words.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
