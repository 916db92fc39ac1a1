using System.Text.Json.Serialization;
using BackCare.App.Desk;
using BackCare.App.Events;
using BackCare.App.Learn.Experiments;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.App.Telemetry;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using MediatR;

namespace BackCare.App.Recommend;

/// <summary>Products for one symptom report, best first; or a question, a referral, or an honest nothing.</summary>
public static class GetRecommendations
{
    public sealed record Query : ReportForm, IRequest<Answer<Response>>
    {
        /// <summary>True for an answer that nobody is shown, such as the one that decides which page is due: it is neither counted nor kept.</summary>
        [JsonIgnore]
        public bool IsRehearsal { get; init; }
    }

    /// <param name="RecommendationId">Attribution token of the list; without consent its replay answers 404.</param>
    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="CareLevel">self_care, clinician_soon, urgent_same_day or emergency_now.</param>
    /// <param name="Message">The care level's or the abstention's sentence; null when there is nothing to say.</param>
    /// <param name="RedFlags">Danger signs that count, most urgent first.</param>
    /// <param name="Understood">Symptoms, best first.</param>
    /// <param name="Question">The next question; with products it separates ties, without it must be answered first.</param>
    /// <param name="SafetyQuestions">Danger-sign questions to show beside the products, most urgent first.</param>
    /// <param name="Products">Best first; empty unless the outcome is products or question.</param>
    /// <param name="Removed">How many products each filter took out.</param>
    /// <param name="Limits">Categories limited for this shopper, and why.</param>
    /// <param name="Fallback">What was relaxed because nothing was left; null when nothing was.</param>
    /// <param name="Plan">Self-care plan for what was understood; null when none fits or a danger sign is open.</param>
    /// <param name="NotShownToHelp">What was tested and not shown to help, or may harm, for what was understood.</param>
    /// <param name="Background">Links of the body chain around the best symptom that are told but rank nothing, with what speaks against them.</param>
    /// <param name="Model">What ranked the list.</param>
    /// <param name="Trace">Every stage's output in words, when asked for by <c>explain</c>; null otherwise.</param>
    public record Response(
        string RecommendationId, string Outcome, string CareLevel, string? Message, IReadOnlyList<RedFlagPart> RedFlags,
        IReadOnlyList<UnderstoodPart> Understood, QuestionPart? Question, IReadOnlyList<QuestionPart> SafetyQuestions,
        IReadOnlyList<RecommendedProduct> Products, RemovedPart Removed, IReadOnlyList<CategoryLimitPart> Limits, FallbackPart? Fallback, PlanPart? Plan,
        IReadOnlyList<NegativePart> NotShownToHelp, IReadOnlyList<ChainLinkPart> Background, ModelPart Model, IReadOnlyList<StagePart>? Trace);

    /// <param name="Position">1-based.</param>
    /// <param name="ProductId">The product.</param>
    /// <param name="Name">Shown name.</param>
    /// <param name="CategoryId">Its category.</param>
    /// <param name="Group">support, stretch, strengthen or recover.</param>
    /// <param name="Via">direct or chain.</param>
    /// <param name="Score">The ranker's score; comparable inside this list only.</param>
    /// <param name="Reason">One plain sentence.</param>
    /// <param name="Path">From the complaint over structures to the product, in shown names.</param>
    /// <param name="PathRegions">Body region id of each step of <paramref name="Path"/>; null for the kind of product at its end.</param>
    /// <param name="Evidence">What is known of it for the best matched symptom.</param>
    /// <param name="Price">Its price.</param>
    /// <param name="InStock">True when it can be bought now.</param>
    /// <param name="Sizes">As printed by the maker.</param>
    /// <param name="ForSale">False when a clinician is to be asked first; the reason is in <paramref name="Caution"/>.</param>
    /// <param name="Caution">A warning, or why it is not for sale here; null when there is none.</param>
    /// <param name="Contributions">What the score is made of, largest part first, when asked for by <c>explain</c>; they sum to the score. Null otherwise.</param>
    /// <param name="ContributionGroups">The same by kind, for people.</param>
    /// <param name="SizeOptions">Variants that can be bought now, by name; left out for a product without variants, whose choice is read out of <paramref name="Sizes"/>.</param>
    public sealed record RecommendedProduct(
        int Position, string ProductId, string Name, string CategoryId, string Group, string Via, double Score, string Reason,
        IReadOnlyList<string> Path, IReadOnlyList<string?> PathRegions, EvidencePart Evidence, PricePart Price, bool InStock, IReadOnlyList<string> Sizes,
        bool ForSale, string? Caution,
        IReadOnlyList<Contribution>? Contributions, IReadOnlyList<ContributionGroup>? ContributionGroups,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? SizeOptions = null);

    /// <param name="RuleId">The evidence rule, EV#### or an override of this product.</param>
    /// <param name="Effect">helps, may_help, comfort_only or enabler.</param>
    /// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
    /// <param name="Scope">product_specific, product_type, exercise_not_tool or none: what was tested.</param>
    /// <param name="Sources">Source ids.</param>
    /// <param name="Note">What is known and not known; empty when nothing more is.</param>
    /// <param name="Links">Links of the kinetic chain on the path; empty for a direct tie.</param>
    public sealed record EvidencePart(
        string RuleId, string Effect, string Grade, string Scope, IReadOnlyList<string> Sources, string Note, IReadOnlyList<ChainLinkPart> Links);

    /// <param name="LinkId">The link, L###.</param>
    /// <param name="From">Plain name of the structure whose dysfunction it speaks of.</param>
    /// <param name="To">Plain name of the structure that is loaded.</param>
    /// <param name="Mechanism">How the load gets there.</param>
    /// <param name="Grade">strong, moderate, limited or expert_opinion.</param>
    /// <param name="Sources">Source ids for it.</param>
    /// <param name="CounterEvidence">What speaks against it; empty when nothing was found.</param>
    /// <param name="CounterSources">Source ids against it.</param>
    public sealed record ChainLinkPart(
        string LinkId, string From, string To, string Mechanism, string Grade, IReadOnlyList<string> Sources, string CounterEvidence, IReadOnlyList<string> CounterSources);

    /// <param name="Feature">The ranker's input; or start, merchandising_rules, chain_below_direct.</param>
    /// <param name="Value">Its value; null when missing, and for what is no input.</param>
    /// <param name="Amount">Its part of the score.</param>
    public sealed record Contribution(string Feature, double? Value, double Amount);

    /// <param name="Group">complaint, evidence, fit, offer, shoppers, visitor, start or rules.</param>
    /// <param name="Name">Shown name, in the shopper's language.</param>
    /// <param name="Amount">Their part of the score.</param>
    public sealed record ContributionGroup(string Group, string Name, double Amount);

    /// <summary>Products that each filter took out; a product counts once, under the first filter that removed it.</summary>
    public sealed record RemovedPart(
        int Contraindicated, int Avoid, int Category, int Size, int Weight, int Age, int Budget, int OutOfStock, int Hidden);

    /// <param name="CategoryId">The category.</param>
    /// <param name="Level">block, ask_clinician or caution.</param>
    /// <param name="Reason">Shown text.</param>
    /// <param name="Because">The condition or danger sign that says so.</param>
    public sealed record CategoryLimitPart(string CategoryId, string Level, string Reason, string Because);

    /// <param name="Dropped">Filters dropped because they left nothing: outOfStock, budget, category. Never one of safety, size, weight or age.</param>
    /// <param name="Message">Shown text.</param>
    public sealed record FallbackPart(IReadOnlyList<string> Dropped, string Message);

    /// <param name="SymptomId">For which symptom.</param>
    /// <param name="Effect">no_benefit or avoid.</param>
    /// <param name="CategoryIds">Categories meant.</param>
    /// <param name="Statement">One plain sentence.</param>
    /// <param name="Grade">Confidence in that.</param>
    /// <param name="Note">What is known and not known.</param>
    /// <param name="Sources">Source ids.</param>
    public sealed record NegativePart(
        string SymptomId, string Effect, IReadOnlyList<string> CategoryIds, string Statement, string Grade, string Note, IReadOnlyList<string> Sources);

    /// <param name="Name">knowledge, or the trainer's name.</param>
    /// <param name="Version">The model's or the knowledge base's version.</param>
    public sealed record ModelPart(string Name, string Version);

    /// <param name="Stage">link, gate, reach, collect, score, arrange or explain.</param>
    /// <param name="Lines">What it put out, one statement a line.</param>
    public sealed record StagePart(string Stage, IReadOnlyList<string> Lines);

    internal sealed class Validator(ShelfHost shelves) : ReportValidator<Query>(shelves);

    internal sealed class Handler(
        ShelfHost shelves, ServingPolicies policies, ExperimentHost experiments, EventJournal journal, OutcomeTally tally, UnmetTally unmet,
        Pseudonyms pseudonyms, AnswerMetrics metrics, TimeProvider clock)
        : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return Task.FromResult<Answer<Response>>(ShelfHost.NotReady);
            long started = clock.GetTimestamp();
            string id = RecommendationId.New(clock);
            var asked = new RecommendationRequest(
                request.ToReport(), new RecommendationFilter { InStock = request.Filter.InStock, Categories = request.Filter.Categories },
                request.Limit, request.Explain);
            StageWatch? watch = request.IsRehearsal ? null : StageWatch.Start(metrics, clock);
            Understanding understanding = shelf.Linker.Understand(asked.Report);
            watch?.Passed(Stage.Link, understanding.Symptoms.Count);
            ServingPolicy today = request.Counting is null ? policies.Anonymous(shelf)
                : request.Personalise ? policies.Journaled(shelf, id, request.VisitorId, request.SessionId) : policies.Journaled(shelf, id, null, null);
            ExperimentChoice choice = experiments.Choose(today, request.Counting is null ? null : pseudonyms.Of(request.VisitorId), id);
            Outcome outcome = Recommender.Recommend(asked, understanding, shelf, watch is null ? choice.Policy : choice.Policy with { Passed = watch.Passed });
            Response response = outcome.ToResponse(id);
            if (request.IsRehearsal)
                return Task.FromResult<Answer<Response>>(response);
            TimeSpan taken = clock.GetElapsedTime(started);
            tally.Count(response.Outcome, taken);
            metrics.Answered(response.Outcome, response.RedFlags.Count, taken);
            experiments.Count(choice, outcome.Kind, taken);
            if (outcome.Kind == OutcomeKind.Nothing)
                unmet.Report(outcome.Understood.Select(u => u.SymptomId));
            if (request.Counting is { } consent)
                Keep(KeptList.Of(id, clock.GetUtcNow().UtcDateTime, asked, understanding, choice.Policy, outcome, shelf).In(choice), request, consent);
            return Task.FromResult<Answer<Response>>(response);
        }

        private void Keep(KeptList kept, Query request, ConsentForm consent) =>
            journal.Keep(kept.For(request.VisitorId, request.SessionId, pseudonyms) with { ConsentVersion = consent.Version, ConsentUtc = consent.GrantedUtc });
    }
}
