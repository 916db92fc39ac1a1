using BackCare.Domain.Arrange;
using BackCare.Domain.Candidates;
using BackCare.Domain.Explain;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>Writes the outcome of one request.</summary>
internal sealed class AnswerWriter(
    RecommendationRequest request, Understanding understanding, IReadOnlyList<LinkedSymptom> symptoms, SafetyVerdict verdict, Shelf shelf, IRanker ranker,
    Tracer? tracer)
{
    private readonly string language = request.Report.Context.Language;
    private readonly OutcomeTexts texts = OutcomeTexts.For(request.Report.Context.Language);

    /// <summary>A danger sign comes first: a referral or a question, and no product whatever else the report says.</summary>
    public Outcome Stopped() => Base(verdict.Stop == Stop.Referral ? OutcomeKind.Referral : OutcomeKind.Question) with
    {
        Message = verdict.Message,
        Question = verdict.Question is { } flag ? Questions.Of(flag, verdict.QuestionComesFirst, language) : null,
    };

    /// <summary>The report is about nothing the shop knows.</summary>
    public Outcome NotUnderstood() => Base(verdict.QuestionComesFirst ? OutcomeKind.Question : OutcomeKind.Nothing) with
    {
        Message = verdict.Message ?? texts.NothingUnderstood,
        Question = FirstQuestion(),
    };

    /// <summary>The list with its reasons, or an honest nothing.</summary>
    public Outcome Products(IReadOnlyList<Scored> arranged, Filtered filtered, IReadOnlyList<CandidateGroup> collected, ScoreContribution[][]? parts)
    {
        AskedQuestion? question = FirstQuestion();
        bool empty = arranged.Count == 0;
        var products = new RankedProduct[arranged.Count];
        for (int i = 0; i < products.Length; i++)
            products[i] = Product(arranged[i], i, parts?[i]);
        tracer?.Explain(products);
        return Base(question is not null ? OutcomeKind.Question : empty ? OutcomeKind.Nothing : OutcomeKind.Products) with
        {
            Message = !empty ? verdict.Message : Join(verdict.Message, filtered.Removed.Total > 0 ? texts.NothingSuits : texts.NothingHelps),
            Question = question,
            Products = products,
            Removed = filtered.Removed,
            Limits = verdict.Limits.Count == 0 ? [] : Limits(collected),
            Fallback = filtered.Dropped.Count == 0 ? null : new Fallback(filtered.Dropped,
                texts.Fallback.Replace("{0}", string.Join(", ", filtered.Dropped.Select(d => texts.Filters[d])), StringComparison.Ordinal)),
            Plan = shelf.Plans.Build(symptoms, verdict, language),
            NotShownToHelp = shelf.Negatives.For(symptoms, language),
            Background = Background(),
        };
    }

    /// <summary>Symptoms as they are shown back.</summary>
    public static IReadOnlyList<UnderstoodSymptom> Understood(Understanding understanding, Shelf shelf, string? language)
    {
        var understood = new List<UnderstoodSymptom>(understanding.Symptoms.Count);
        foreach (LinkedSymptom linked in understanding.Symptoms)
        {
            if (shelf.Knowledge.Symptoms.TryGetValue(linked.SymptomId, out Symptom? symptom))
                understood.Add(new UnderstoodSymptom(linked.SymptomId, shelf.Knowledge.Say(symptom.Name, language), linked.Confidence, linked.Span, linked.Side, linked.Origin));
        }

        return understood;
    }

    private Outcome Base(OutcomeKind kind) => new()
    {
        Kind = kind,
        CareLevel = verdict.CareLevel,
        RedFlags = verdict.Raised,
        Understood = Understood(understanding, shelf, language),
        SafetyQuestions = shelf.Questions.Of(verdict.Pending, language),
        Model = new RankerIdentity(ranker.Name, ranker.Version),
        ShelfVersion = shelf.Version,
        Trace = tracer?.Finish(),
    };

    // Those of categories that something was collected of, strictest first.
    private CategoryLimit[] Limits(IReadOnlyList<CandidateGroup> collected)
    {
        var categories = collected.Select(c => c.Sample.Product.CategoryId).ToHashSet(StringComparer.Ordinal);
        return [.. verdict.Limits.Values.Where(l => categories.Contains(l.CategoryId)).OrderByDescending(l => l.Level).ThenBy(l => l.CategoryId, StringComparer.Ordinal)
            .Select(l => l with { Reason = shelf.Knowledge.Say(l.Reason, language) })];
    }

    // A danger sign that the shopper's words named is asked before a qualifier that would separate ties.
    private AskedQuestion? FirstQuestion() => verdict.QuestionComesFirst && verdict.Question is { } flag ? Questions.Of(flag, true, language)
        : understanding.Question is { } qualifier ? Questions.Of(qualifier, shelf.Knowledge, language)
        : null;

    private IReadOnlyList<PathLink> Background() => symptoms.Count == 0 ? [] : shelf.Index(symptoms[0].SymptomId).Background(language, shelf.Explainer, shelf.Chain);

    private RankedProduct Product(Scored scored, int index, ScoreContribution[]? parts)
    {
        Candidate candidate = scored.Candidate;
        Explained said = shelf.Explainer.Explain(candidate, language);
        return new RankedProduct
        {
            Position = index + 1,
            Product = candidate.Product,
            Group = candidate.Item.Category.PlanGroup,
            Via = candidate.Via,
            Score = scored.Score,
            Reason = said.Reason,
            Path = said.Path,
            PathRegions = said.PathRegions,
            Evidence = said.Evidence,
            SymptomIds = candidate.Serves.Count == 1 ? [candidate.Serves[0].SymptomId] : [.. candidate.Serves.Select(s => s.SymptomId)],
            Sizes = candidate.Item.Sizes,
            ForSale = candidate.IsForSale,
            Caution = candidate.Limit is { } limit ? shelf.Knowledge.Say(limit.Reason, language) : null,
            Contributions = parts,
            ContributionGroups = parts is null ? null : Contributions.Grouped(parts, language),
        };
    }

    private static string Join(string? first, string second) => first is null ? second : $"{first} {second}";
}
