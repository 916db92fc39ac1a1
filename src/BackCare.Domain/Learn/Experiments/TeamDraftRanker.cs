using BackCare.Domain.Scoring;

namespace BackCare.Domain.Learn.Experiments;

/// <summary>Scores one list so that its order is the team draft of two rankers. Made for one request.</summary>
/// <remarks>
/// It stands in the recommender where any ranker stands, so that safety, filters and blocks (direct before chain, for sale before not) hold for the joint order
/// as they do for each: an arm gets no product shown that the other's list could not hold.
/// </remarks>
/// <param name="control">Today's ranker.</param>
/// <param name="treatment">The other one.</param>
/// <param name="draw">Seed.</param>
public sealed class TeamDraftRanker(IRanker control, IRanker treatment, ulong draw) : IRanker
{
    /// <summary>Name of every mix.</summary>
    public const string Mix = "interleaving";

    private const char Between = '~';

    private bool[] treatedByCandidate = [];

    /// <inheritdoc/>
    public string Name => Mix;

    /// <summary>What is mixed, control first, so that a replay can mix it again.</summary>
    public string Version => $"{NameOf(control)}{Between}{NameOf(treatment)}";

    /// <summary>True where the treatment picked the candidate, in the order of the candidates that were scored last.</summary>
    public IReadOnlyList<bool> Treated => treatedByCandidate;

    /// <summary>The two models that a mix's version names, as <see cref="ExperimentArm.Model"/> names them; null when it names no two.</summary>
    public static (string Control, string Treatment)? ReadVersion(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Split(Between) is [{ Length: > 0 } control, { Length: > 0 } treatment] ? (control, treatment) : null;
    }

    /// <inheritdoc/>
    /// <remarks>The score of a place is the mean of what both rankers give that place of their own orders, each brought to [0, 1]: what comes after, such as the
    /// choice against near-duplicates, weighs distances between scores, and a ranker mixed with itself must serve its own list.</remarks>
    public void Score(CandidateRows rows, Span<double> scores)
    {
        int count = scores.Length;
        int[] order = new int[count];
        bool[] treated = new bool[count];
        (int[] orderOfControl, double[] byControl) = OrderOf(control, rows, count);
        (int[] orderOfTreatment, double[] byTreatment) = OrderOf(treatment, rows, count);
        TeamDraft.Interleave(orderOfControl, orderOfTreatment, draw, order, treated);
        treatedByCandidate = new bool[count];
        double before = double.PositiveInfinity;
        for (int place = 0; place < count; place++)
        {
            // Ties would be broken by id later, against the draft.
            before = Math.Min((byControl[place] + byTreatment[place]) / 2, Math.BitDecrement(before));
            scores[order[place]] = before;
            treatedByCandidate[order[place]] = treated[place];
        }
    }

    private static string NameOf(IRanker ranker) => ranker is KnowledgeRanker ? ExperimentArm.Knowledge : ranker.Version;

    /// <summary>Candidates best first, ties by id, and the score of each place brought to [0, 1].</summary>
    private static (int[] Order, double[] ByPlace) OrderOf(IRanker ranker, CandidateRows rows, int count)
    {
        double[] scores = new double[count];
        ranker.Score(rows, scores);
        int[] order = [.. Enumerable.Range(0, count)];
        string[] ids = new string[count];
        for (int i = 0; i < count; i++) ids[i] = rows.Candidates[i].Product.Id;
        Array.Sort(order, (a, b) => scores[b] != scores[a] ? scores[b].CompareTo(scores[a]) : string.CompareOrdinal(ids[a], ids[b]));
        double lowest = count == 0 ? 0 : scores[order[^1]], span = count == 0 ? 0 : scores[order[0]] - lowest;
        return (order, [.. order.Select(i => span > 0 ? (scores[i] - lowest) / span : 1)]);
    }
}
