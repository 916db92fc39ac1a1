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
    public void Score(CandidateRows rows, Span<double> scores)
    {
        int count = scores.Length;
        int[] order = new int[count];
        bool[] treated = new bool[count];
        TeamDraft.Interleave(OrderOf(control, rows, count), OrderOf(treatment, rows, count), draw, order, treated);
        treatedByCandidate = new bool[count];
        for (int place = 0; place < count; place++)
        {
            scores[order[place]] = count - place;
            treatedByCandidate[order[place]] = treated[place];
        }
    }

    private static string NameOf(IRanker ranker) => ranker is KnowledgeRanker ? ExperimentArm.Knowledge : ranker.Version;

    private static int[] OrderOf(IRanker ranker, CandidateRows rows, int count)
    {
        double[] scores = new double[count];
        ranker.Score(rows, scores);
        int[] order = [.. Enumerable.Range(0, count)];
        string[] ids = new string[count];
        for (int i = 0; i < count; i++) ids[i] = rows.Candidates[i].Product.Id;
        Array.Sort(order, (a, b) => scores[b] != scores[a] ? scores[b].CompareTo(scores[a]) : string.CompareOrdinal(ids[a], ids[b]));
        return order;
    }
}
