using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Scoring;
using BackCare.Tests.Domain.Recommend;

namespace BackCare.Tests.Domain.Learn.Promotion;

public sealed class SafetyCasesTests
{
    [Fact]
    public void A_ranker_that_turns_the_order_around_changes_no_safety_case()
    {
        SafetyEvidence evidence = SafetyCases.Run(SeedShelf.Stock, new Backwards());

        Assert.Empty(evidence.Changed);
        // Every symptom as it stands and cleared, with each of its danger signs, and with each condition.
        var rows = SeedShelf.Stock.Knowledge.Rows;
        Assert.Equal(rows.Symptoms.Sum(s => 2 + s.GateRedFlags.Count + rows.Conditions.Count), evidence.Cases);
    }

    /// <summary>Worst first.</summary>
    private sealed class Backwards : IRanker
    {
        private readonly KnowledgeRanker knowledge = new();

        public string Name => "backwards";

        public string Version => "1";

        public void Score(CandidateRows rows, Span<double> scores)
        {
            knowledge.Score(rows, scores);
            foreach (ref double score in scores)
                score = -score;
        }

        public double? Explain(CandidateRows rows, Span<double> contributions) => null;
    }
}
