using BackCare.Domain.Recommend;
using BackCare.Domain.Scoring;

namespace BackCare.App.Recommend;

/// <summary>Gives the scores that were stored, under the name of the model that gave them; a product it never scored comes last.</summary>
internal sealed class RecordedRanker(string name, string version, ScoredList served) : IRanker
{
    public string Name => name;

    public string Version => version;

    public void Score(CandidateRows rows, Span<double> scores)
    {
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        double lowest = 0;
        for (int i = 0; i < served.ProductIds.Count; i++)
        {
            known[served.ProductIds[i]] = served.Scores.Span[i];
            lowest = Math.Min(lowest, served.Scores.Span[i]);
        }

        for (int i = 0; i < scores.Length; i++)
            scores[i] = known.TryGetValue(rows.Candidates[i].Product.Id, out double score) ? score : lowest - 1;
    }
}
