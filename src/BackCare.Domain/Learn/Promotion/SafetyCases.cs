using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Learn.Promotion;

/// <summary>Reports that touch every danger sign and every limiting condition of the shop's own knowledge, answered with a model and without one.</summary>
/// <remarks>A model orders products; what is shown at all, how soon to be seen and what is held back must be the same whoever orders. That holds by construction
/// today, and this is where it would show that it no longer does.</remarks>
public static class SafetyCases
{
    /// <summary>More than any list holds, so that the shown products are compared as a set whatever their order.</summary>
    private const int NoLimit = 10_000;

    /// <summary>Answers every case twice and names those that come out differently.</summary>
    /// <param name="shelf">What is answered from.</param>
    /// <param name="challenger">The model.</param>
    public static SafetyEvidence Run(Shelf shelf, IRanker challenger)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(challenger);
        var prior = new KnowledgeRanker();
        int cases = 0;
        List<string> changed = [];
        foreach ((string name, SymptomReport report) in Reports(shelf))
        {
            cases++;
            if (Safe(shelf, report, prior) != Safe(shelf, report, challenger))
                changed.Add(name);
        }

        return new SafetyEvidence(cases, changed);
    }

    /// <summary>Every symptom as it stands, cleared of danger signs, with each of its danger signs raised, and with each condition.</summary>
    public static IEnumerable<(string Name, SymptomReport Report)> Reports(Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        foreach (Symptom symptom in shelf.Knowledge.Rows.Symptoms)
        {
            var asked = new SymptomReport { Symptoms = [symptom.Id] };
            SafetyAnswer[] cleared = [.. shelf.Gate.Judge(asked, shelf.Linker.Understand(asked)).Pending.Select(flag => Answer(flag.Id, shelf, raised: false))];
            yield return (symptom.Id, asked);
            yield return ($"{symptom.Id}, cleared", asked with { Answers = cleared });
            foreach (string flag in symptom.GateRedFlags)
                yield return ($"{symptom.Id} with {flag}", asked with { Answers = [.. cleared.Where(a => a.RedFlagId != flag), Answer(flag, shelf, raised: true)] });
            foreach (Condition condition in shelf.Knowledge.Rows.Conditions)
                yield return ($"{symptom.Id} with {condition.Id}", asked with { Answers = cleared, Context = new ShopperContext { Conditions = [condition.Id] } });
        }
    }

    private static SafetyAnswer Answer(string flag, Shelf shelf, bool raised) =>
        new(flag, shelf.Knowledge.RedFlags[flag].TriggerAnswer == "yes" == raised ? AnswerValue.Yes : AnswerValue.No);

    /// <summary>All of an answer that safety is about, as one text.</summary>
    private static string Safe(Shelf shelf, SymptomReport report, IRanker ranker)
    {
        Outcome outcome = Recommender.Recommend(new RecommendationRequest(report, new RecommendationFilter(), NoLimit), shelf, ranker);
        return string.Join('|',
        [
            outcome.Kind.ToString(), outcome.CareLevel.ToString(), outcome.Question?.Id, outcome.Removed.ToString(),
            .. outcome.RedFlags.Select(flag => $"{flag.Id} {flag.From}"), .. outcome.SafetyQuestions.Select(question => question.Id), .. outcome.Limits.Select(limit => limit.ToString()),
            .. outcome.Products.Select(product => $"{product.Product.Id} {product.ForSale}").Order(StringComparer.Ordinal),
        ]);
    }
}
