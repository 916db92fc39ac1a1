using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Scoring;
using BackCare.Domain.Symptoms;
using BackCare.Tests.Domain.Knowledge;

namespace BackCare.Tests.Domain.Recommend;

/// <summary>The demo shop on the real seed, and short ways to ask it. Understandings are made by hand, so that a change of the linker changes nothing here.</summary>
internal static class SeedShelf
{
    private static readonly Lazy<Shelf> Built = new(() => Shelf.Build(SeedKnowledge.Base, SeedKnowledge.Base.Rows.Products, "seed"));

    public static Shelf Stock => Built.Value;

    public static IRanker Knowledge { get; } = new KnowledgeRanker();

    public static Understanding Understood(params string[] symptoms) => new()
    {
        Symptoms = [.. symptoms.Select(s => new LinkedSymptom(s, 1, null, null, LinkOrigin.Ticked))],
    };

    public static Understanding Named(this Understanding understanding, string flag, OnMatch onMatch) => understanding with
    {
        RedFlags = [.. understanding.RedFlags, new RedFlagMention(flag, "trigger", onMatch, new TextSpan(0, 1))],
    };

    /// <summary>Answers "no" (or another value) to everything that the gate would ask of these symptoms.</summary>
    public static SafetyAnswer[] AnswersFor(string[] symptoms, AnswerValue value = AnswerValue.No, params string[] except) =>
    [
        .. Stock.Gate.Judge(new SymptomReport(), Understood(symptoms)).Pending.Select(f => f.Id).Except(except).Select(id => new SafetyAnswer(id, value)),
    ];

    public static Outcome Ask(
        Understanding understanding, SymptomReport? report = null, RecommendationFilter? filter = null, int limit = 100, Shelf? shelf = null, IRanker? ranker = null) =>
        Recommender.Recommend(new RecommendationRequest(report ?? new SymptomReport(), filter ?? new RecommendationFilter(), limit), understanding,
            shelf ?? Stock, new ServingPolicy(ranker ?? Knowledge));

    /// <summary>Asks with every danger-sign question answered "no".</summary>
    public static Outcome AskCleared(string[] symptoms, ShopperContext? context = null, RecommendationFilter? filter = null, params SafetyAnswer[] answers) =>
        Ask(Understood(symptoms), new SymptomReport
        {
            Answers = [.. AnswersFor(symptoms, AnswerValue.No, [.. answers.Select(a => a.RedFlagId)]), .. answers],
            Context = context ?? new ShopperContext(),
        }, filter);
}
