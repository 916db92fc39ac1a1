using BackCare.App.Learn.Experiments;
using BackCare.App.Privacy;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;

namespace BackCare.App.Events;

/// <summary>A served list on its way into the journal, with what its replay needs.</summary>
public sealed record KeptList
{
    /// <summary>The list.</summary>
    public required ServedList List { get; init; }

    /// <summary>products, question, referral or nothing.</summary>
    public string Outcome { get; init; } = "products";

    /// <summary>Version of the consent wording that the shopper saw; empty for a simulated list.</summary>
    public string ConsentVersion { get; init; } = "";

    /// <summary>When consent was given; null for a simulated list.</summary>
    public DateTime? ConsentUtc { get; init; }

    /// <summary>What was asked, understood and answered; null for a list that cannot be replayed.</summary>
    public Told? Told { get; init; }

    /// <summary>The shelf it came from, whose contents are stored with the first list; null stores none.</summary>
    public Shelf? Shelf { get; init; }

    /// <summary>The list of one outcome. The caller adds visitor, consent, experiment and whether it is simulated.</summary>
    /// <param name="id">The recommendation id.</param>
    /// <param name="servedUtc">When it was served.</param>
    /// <param name="request">What was asked; its text is not kept.</param>
    /// <param name="understanding">What was read out of it.</param>
    /// <param name="policy">What ordered it.</param>
    /// <param name="outcome">What was answered, with <see cref="Outcome.Scored"/> where products were scored.</param>
    /// <param name="shelf">The shelf that answered.</param>
    public static KeptList Of(
        string id, DateTime servedUtc, RecommendationRequest request, Understanding understanding, ServingPolicy policy, Outcome outcome, Shelf shelf)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(outcome);
        return new KeptList
        {
            List = ServedList.Of(outcome, understanding, shelf, id, servedUtc),
            Outcome = outcome.Kind.ToSnake(),
            Shelf = shelf,
            Told = new Told(request, understanding, policy, outcome),
        };
    }

    /// <summary>The same as part of an experiment, when one ran for this request.</summary>
    public KeptList In(ExperimentChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.RecordedId is null ? this : this with { List = List with { ExperimentId = choice.RecordedId, Arm = choice.ArmOf(List.Scored) } };
    }

    /// <summary>The same for a visitor and a visit, whose ids are stored as pseudonyms; a simulated visitor marks it for ever.</summary>
    public KeptList For(string? visitorId, string? sessionId, Pseudonyms pseudonyms) => this with
    {
        List = List with
        {
            VisitorId = pseudonyms.Of(visitorId),
            SessionId = pseudonyms.Of(sessionId),
            Simulated = List.Simulated || Pseudonym.IsSimulated(visitorId),
        },
    };
}

/// <summary>What was asked, understood and answered, as it was in memory.</summary>
/// <param name="Request">The request; its text is not kept.</param>
/// <param name="Understanding">What was read out of it.</param>
/// <param name="Policy">What ordered it.</param>
/// <param name="Outcome">What was answered.</param>
public sealed record Told(RecommendationRequest Request, Understanding Understanding, ServingPolicy Policy, Outcome Outcome);
