using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Knowledge.Desk;
using BackCare.Domain.Recommend;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Knowledge.Desk;

/// <summary>What becomes of a text, stage by stage, with the knowledge in force and with a change that is not saved. Kept nowhere.</summary>
public static class TryText
{
    /// <param name="Text">Up to 2,000 characters.</param>
    /// <param name="Language">en or es: the language of the answer.</param>
    /// <param name="Changes">Rows as they would be; none tries the knowledge in force alone.</param>
    /// <param name="ProposalId">A proposal to try; null for none.</param>
    public sealed record Query(string Text, string Language = "en", IReadOnlyList<ChangeKnowledge.Change>? Changes = null, string? ProposalId = null) : IRequest<Answer<Response>>;

    /// <param name="Now">With the knowledge in force.</param>
    /// <param name="After">With the change; null when there is none, or when it would break something.</param>
    /// <param name="Problems">What the change would break.</param>
    public sealed record Response(Tried Now, Tried? After, IReadOnlyList<DraftProblem> Problems);

    /// <param name="Words">The words as they were read.</param>
    /// <param name="Concepts">Concepts of the lexicon that were met.</param>
    /// <param name="Complaints">Stretches of text that were read as one complaint; the first is the whole.</param>
    /// <param name="Candidates">Symptoms that were weighed for each stretch, best first.</param>
    /// <param name="DangerSigns">Danger-sign patterns that were met, denied ones marked.</param>
    /// <param name="Answer">What a shopper would get, with every stage in words.</param>
    public sealed record Tried(
        IReadOnlyList<Word> Words, IReadOnlyList<Concept> Concepts, IReadOnlyList<string> Complaints, IReadOnlyList<Candidate> Candidates, IReadOnlyList<DangerSign> DangerSigns,
        GetRecommendations.Response Answer);

    /// <param name="Text">As typed.</param>
    /// <param name="ReadAs">The known word that it was taken for; null when it stands as it is.</param>
    /// <param name="Negated">It stands inside a negation.</param>
    public sealed record Word(string Text, string? ReadAs, bool Negated);

    public sealed record Concept(string Name, string Type, string Words, bool Negated);

    public sealed record Candidate(int Complaint, string SymptomId, double ConceptScore, double PhraseScore, double Confidence);

    public sealed record DangerSign(string RedFlagId, string Source, string Words, bool Denied);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Text).NotEmpty().WithMessage("Type what a shopper might say.").MaximumLength(2_000).WithMessage("The text is longer than 2,000 characters.");
            RuleFor(q => q.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
            RuleFor(q => q.Changes).Must(c => c is null || c.Count <= 200).WithMessage("Send at most 200 rows.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, PendingShelves pending, ShippedKnowledge shipped, ServingPolicies policies) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            Tried now = Try(request, shelf);
            if (request.ProposalId is null && request.Changes is not { Count: > 0 })
                return new Response(now, null, []);
            KnowledgeWork work = await KnowledgeWork.ReadAsync(db, cancellationToken);
            Answer<Planned> planned = await PlanAsync(request, work, cancellationToken);
            if (planned.Refusal is { } refusal)
                return refusal;
            IReadOnlyList<KnowledgeTable> after = work.After(planned.Value.Rows);
            IReadOnlyList<DraftProblem> problems = work.NewProblems(after, shipped);
            return problems.Count > 0
                ? new Response(now, null, problems)
                : new Response(now, Try(request, pending.Of(after, shelves.ContentOf(shelf)?.Products ?? [.. shelf.Items.Select(i => i.Product)])), []);
        }

        private async Task<Answer<Planned>> PlanAsync(Query request, KnowledgeWork work, CancellationToken cancellationToken)
        {
            // What is tried need not be new: only what it would say counts, not which version somebody saw.
            if (request.ProposalId is not { } id)
                return Planning.Of(work, [.. request.Changes!.Select(c => c with { Version = work.CellsOf(c.Table, c.Key) is null ? null : work.Find(c.Table, c.Key)!.Version, Basis = null })]);
            return await db.Proposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is { } proposal
                ? Proposals.Plan(proposal, work)
                : new Refusal(RefusalKind.NotFound, "There is no such proposal.");
        }

        private Tried Try(Query request, Shelf shelf)
        {
            var report = new SymptomReport { Text = request.Text, Context = new ShopperContext { Language = request.Language } };
            LinkTrace trace = shelf.Linker.Explain(report);
            string Words(TextSpan span) => request.Text.Substring(span.Start, span.Length);
            Outcome outcome = Recommender.Recommend(new RecommendationRequest(report, new RecommendationFilter(), Explain: true), shelf, policies.Anonymous(shelves.Current ?? shelf));
            return new Tried(
                [.. trace.Tokens.Select(t => new Word(Words(t.Span), t.ReadAs, trace.Negated.Any(n => t.Span.Start >= n.Start && t.Span.Start < n.Start + n.Length)))],
                [.. trace.Concepts.Select(c => new Concept(c.Concept, c.Type, Words(c.Span), c.Negated))],
                [.. trace.Clauses.Select(c => Words(c.Span))],
                [.. trace.Candidates.Select(c => new Candidate(c.Clause, c.SymptomId, c.ConceptScore, c.PhraseScore, c.Confidence))],
                [.. trace.RedFlags.Select(f => new DangerSign(f.RedFlagId, f.Source, Words(f.Span), f.Negated))],
                outcome.ToResponse(""));
        }
    }
}
