namespace BackCare.Domain.Learn.Experiments;

/// <summary>How much a challenger's order of past lists agrees with the one that was served. Add lists, then read.</summary>
/// <param name="depth">First places that are compared, at least 1.</param>
public sealed class ShadowAgreement(int depth)
{
    private long sameFirst;
    private double overlap, concordance, distance;

    /// <summary>First places that are compared.</summary>
    public int Depth { get; } = depth >= 1 ? depth : throw new ArgumentOutOfRangeException(nameof(depth), depth, "Compare at least the first place.");

    /// <summary>Lists of at least two products so far.</summary>
    public long Lists { get; private set; }

    /// <summary>Share of lists whose first product is the same; NaN without lists.</summary>
    public double SameFirst => (double)sameFirst / Lists;

    /// <summary>Mean share of the first <see cref="Depth"/> products that both hold; NaN without lists.</summary>
    public double Overlap => overlap / Lists;

    /// <summary>Mean of Kendall's τ-b (1945), from −1 for the opposite order to 1 for the same; NaN without lists.</summary>
    public double KendallTau => concordance / Lists;

    /// <summary>Mean distance of a product's two scores, each list's scores brought to mean 0 and standard deviation 1; NaN without lists.</summary>
    public double ScoreDistance => distance / Lists;

    /// <summary>Compares the scores of one list's candidates. A list of one product has no order and is passed over.</summary>
    /// <param name="served">What the list was served with.</param>
    /// <param name="challenger">The challenger's scores of the same candidates.</param>
    public void Add(ReadOnlySpan<double> served, ReadOnlySpan<double> challenger)
    {
        if (served.Length != challenger.Length) throw new ArgumentException($"{served.Length} and {challenger.Length} scores of one list.", nameof(challenger));
        if (served.Length < 2) return;
        int[] first = Order(served), second = Order(challenger);
        if (first[0] == second[0]) sameFirst++;
        int places = Math.Min(Depth, served.Length);
        overlap += (double)first.AsSpan(0, places).ToArray().Intersect(second.AsSpan(0, places).ToArray()).Count() / places;
        concordance += Tau(served, challenger);
        distance += Distance(served, challenger);
        Lists++;
    }

    /// <summary>Best first, ties by place.</summary>
    private static int[] Order(ReadOnlySpan<double> scores)
    {
        double[] copy = scores.ToArray();
        int[] order = [.. Enumerable.Range(0, copy.Length)];
        Array.Sort(order, (a, b) => copy[b] != copy[a] ? copy[b].CompareTo(copy[a]) : a.CompareTo(b));
        return order;
    }

    /// <summary>Pairs in the same order less pairs in the opposite one, over the geometric mean of pairs that each tells apart; 0 when one tells none apart.</summary>
    private static double Tau(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        long balance = 0, toldByA = 0, toldByB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = i + 1; j < a.Length; j++)
            {
                int inA = a[i].CompareTo(a[j]), inB = b[i].CompareTo(b[j]);
                balance += inA * inB;
                toldByA += Math.Abs(inA);
                toldByB += Math.Abs(inB);
            }
        }
        return toldByA == 0 || toldByB == 0 ? 0 : balance / Math.Sqrt((double)toldByA * toldByB);
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        (double meanA, double sdA) = Moments(a);
        (double meanB, double sdB) = Moments(b);
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += Math.Abs(Standard(a[i], meanA, sdA) - Standard(b[i], meanB, sdB));
        return sum / a.Length;
    }

    private static double Standard(double score, double mean, double sd) => sd == 0 ? 0 : (score - mean) / sd;

    private static (double Mean, double Sd) Moments(ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (double value in values) mean += value / values.Length;
        foreach (double value in values) squares += (value - mean) * (value - mean) / values.Length;
        return (mean, Math.Sqrt(squares));
    }
}
