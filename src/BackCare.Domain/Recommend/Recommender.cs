using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>From a report to an answer.</summary>
public static class Recommender
{
    /// <summary>Answers one request from an immutable shelf. Same request, shelf and ranker: same answer.</summary>
    public static Outcome Recommend(RecommendationRequest request, Shelf shelf, IRanker ranker)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(shelf);
        return Recommend(request, shelf.Linker.Understand(request.Report), shelf, ranker);
    }

    /// <summary>As <see cref="Recommend(RecommendationRequest, Shelf, IRanker)"/>, for a report that was read already.</summary>
    public static Outcome Recommend(RecommendationRequest request, Understanding understanding, Shelf shelf, IRanker ranker)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(understanding);
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(ranker);
        return new Outcome
        {
            Kind = OutcomeKind.Nothing,
            Understood = [.. understanding.Symptoms.Select(s =>
                new UnderstoodSymptom(s.SymptomId, shelf.Knowledge.Symptoms[s.SymptomId].Name, s.Confidence, s.Span, s.Side, s.Origin))],
            Model = new RankerIdentity(ranker.Name, ranker.Version),
            ShelfVersion = shelf.Version,
        };
    }
}
