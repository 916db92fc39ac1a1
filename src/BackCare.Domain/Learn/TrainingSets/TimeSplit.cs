using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.Domain.Learn.TrainingSets;

/// <summary>Group numbers of the three parts, rising, and how many groups were left out because their shopper belongs to another part.</summary>
/// <param name="Train">The earliest groups.</param>
/// <param name="Validation">Those after them.</param>
/// <param name="Test">The latest.</param>
/// <param name="LeftOut">Groups in no part.</param>
public sealed record TimeSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test, int LeftOut)
{
    /// <summary>Fewest groups that can be cut in three.</summary>
    public const int FewestGroups = 3;

    /// <summary>Cuts groups by the time they were served, so that a model is measured on lists later than those it learned from, by shoppers it never saw.</summary>
    /// <remarks>A shopper seen in one part only stays there. One seen in several belongs to one of them, drawn by a hash of the shopper's id in proportion to the
    /// square roots of the parts' shares, and their groups elsewhere are left out. Keeping such shoppers always early would leave nobody for the test
    /// in a shop of regulars, keeping them always late would leave nothing to learn from; the square roots keep both. No random number takes part: the same
    /// groups give the same parts.</remarks>
    /// <param name="groups">In the order of time, as a <see cref="TrainingSet"/> has them.</param>
    /// <param name="options">Shares.</param>
    /// <returns>Null when there are fewer than <see cref="FewestGroups"/>, or a part stays empty after shoppers were kept apart.</returns>
    /// <exception cref="ArgumentException">A share is out of range.</exception>
    public static TimeSplit? Of(IReadOnlyList<TrainingGroup> groups, TimeSplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        if (groups.Count < FewestGroups)
            return null;
        int test = Math.Clamp((int)Math.Round(groups.Count * options.TestShare), 1, groups.Count - 2);
        int validation = Math.Clamp((int)Math.Round(groups.Count * options.ValidationShare), 1, groups.Count - test - 1);
        int[] from = [0, groups.Count - test - validation, groups.Count - test];
        double[] roots = [Math.Sqrt(1 - options.ValidationShare - options.TestShare), Math.Sqrt(options.ValidationShare), Math.Sqrt(options.TestShare)];
        return Apart(groups, number => number < from[1] ? 0 : number < from[2] ? 1 : 2, roots);
    }

    private static TimeSplit? Apart(IReadOnlyList<TrainingGroup> groups, Func<int, int> partOf, double[] roots)
    {
        Dictionary<string, int> seenIn = new(StringComparer.Ordinal);
        for (int group = 0; group < groups.Count; group++)
            seenIn[groups[group].ShopperId] = seenIn.GetValueOrDefault(groups[group].ShopperId) | 1 << partOf(group);
        Dictionary<string, int> home = seenIn.ToDictionary(pair => pair.Key, pair => Home(pair.Key, pair.Value, roots), StringComparer.Ordinal);
        List<int>[] parts = [[], [], []];
        for (int group = 0; group < groups.Count; group++)
        {
            if (home[groups[group].ShopperId] == partOf(group))
                parts[partOf(group)].Add(group);
        }

        return parts.Any(part => part.Count == 0)
            ? null
            : new TimeSplit(parts[0], parts[1], parts[2], groups.Count - parts.Sum(part => part.Count));
    }

    private static int Home(string shopperId, int seenIn, double[] roots)
    {
        int[] parts = [.. Enumerable.Range(0, roots.Length).Where(part => (seenIn & 1 << part) != 0)];
        if (parts.Length == 1)
            return parts[0];
        ulong hash = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes("time split\n" + shopperId)));
        double left = hash / (double)ulong.MaxValue * parts.Sum(part => roots[part]);
        foreach (int part in parts)
        {
            left -= roots[part];
            if (left <= 0)
                return part;
        }

        return parts[^1];
    }
}
