using BackCare.Domain.Learn.Promotion;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Knowledge.Desk;

/// <summary>A case to be judged: a text of the safety cases, or a report made from the shop's own knowledge.</summary>
/// <param name="Name">Names the case to people.</param>
/// <param name="Text">The words, for a case in words; null for a report.</param>
/// <param name="Report">What is judged.</param>
public sealed record SafetyCase(string Name, string? Text, SymptomReport Report);

/// <summary>What one case comes to, in all that safety is about.</summary>
public sealed record CaseResult
{
    /// <summary>What kind of answer it gets.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>How soon to be seen.</summary>
    public required CareLevel CareLevel { get; init; }

    /// <summary>Danger signs that count.</summary>
    public required IReadOnlyList<string> RedFlags { get; init; }

    /// <summary>Danger signs that are asked for.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    /// <summary>Symptoms understood, best first.</summary>
    public required IReadOnlyList<string> Symptoms { get; init; }

    /// <summary>Products that can be bought.</summary>
    public required IReadOnlyList<string> ForSale { get; init; }
}

/// <summary>The safety cases: texts with known danger signs, and reports that touch every danger sign and every condition of the knowledge base.</summary>
public static class SafetyBook
{
    /// <summary>More than any list holds, so that what is for sale is compared as a set whatever its order.</summary>
    private const int NoLimit = 10_000;

    /// <summary>Every case of a knowledge base. A change is judged on the cases of the knowledge before it, so that what it takes away shows.</summary>
    public static IReadOnlyList<SafetyCase> Of(Shelf shelf, IReadOnlyList<LinkerCase> texts) => [.. Texts(texts), .. SafetyCases.Reports(shelf).Select(r => new SafetyCase(r.Name, null, r.Report))];

    /// <summary>The cases in words alone: enough for a change that can only alter how words are read.</summary>
    public static IReadOnlyList<SafetyCase> Texts(IReadOnlyList<LinkerCase> texts) =>
        [.. texts.Select(t => new SafetyCase(t.Id, t.Text, new SymptomReport { Text = t.Text }))];

    /// <summary>Judges a case with the knowledge of a shelf.</summary>
    public static CaseResult Judge(SafetyCase safetyCase, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(safetyCase);
        Outcome outcome = Recommender.Recommend(new RecommendationRequest(safetyCase.Report, new RecommendationFilter(), NoLimit), shelf, new KnowledgeRanker());
        return new CaseResult
        {
            Kind = outcome.Kind,
            CareLevel = outcome.CareLevel,
            RedFlags = [.. outcome.RedFlags.Select(f => f.Id).Distinct().Order(StringComparer.Ordinal)],
            Asked =
            [
                .. outcome.SafetyQuestions.Append(outcome.Question).OfType<AskedQuestion>().Where(q => q.Kind == QuestionKind.RedFlag)
                    .Select(q => q.Id).Distinct().Order(StringComparer.Ordinal),
            ],
            Symptoms = [.. outcome.Understood.Select(u => u.SymptomId)],
            ForSale = [.. outcome.Products.Where(p => p.ForSale).Select(p => p.Product.Id).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Judges every case with the knowledge before and after a change.</summary>
    public static SafetyComparison Compare(IReadOnlyList<SafetyCase> cases, Shelf before, Shelf after)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return new SafetyComparison(
            cases.Count(c => c.Text is not null), cases.Count(c => c.Text is null),
            // Thousands of reports that know nothing of each other; the order is kept.
            [.. cases.AsParallel().AsOrdered().Select(c => CaseChange.Between(c, Judge(c, before), Judge(c, after))).OfType<CaseChange>()]);
    }
}
