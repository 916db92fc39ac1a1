using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Recommend;
using BackCare.App.Serving;
using BackCare.Domain.Arrange;
using BackCare.Domain.Catalog;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Recommend;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>What a rule would do to the list of one shopper, beside the list as it is. Nothing is kept of what was typed.</summary>
public static class PreviewRule
{
    /// <param name="Shopper">What the shopper tells, as for a recommendation.</param>
    /// <param name="RuleId">The stored rule that is tried out or changed; null for a new one.</param>
    /// <param name="Draft">What it would say; as it is stored when left out. It is tried as if it were switched on and its dates had come.</param>
    /// <param name="AnswerNo">True answers every danger-sign question that was not answered with no, as most shoppers do.</param>
    public sealed record Query(ReportForm Shopper, string? RuleId = null, RuleForm? Draft = null, bool AnswerNo = true) : IRequest<Answer<Response>>;

    /// <param name="Outcome">products, question, referral or nothing.</param>
    /// <param name="Message">What such an answer says first; null when nothing.</param>
    /// <param name="Understood">Symptoms that were understood, in shown names.</param>
    /// <param name="Against">now when the left list is what shoppers get now; without_rule when the rule is in force as it stands, so that it is compared with its absence.</param>
    /// <param name="Before">The left list.</param>
    /// <param name="After">The list with the rule.</param>
    /// <param name="Moves">Every product of both lists: by place with the rule, then what left.</param>
    /// <param name="HasEffect">False when the rule did nothing to this list.</param>
    /// <param name="Removed">Products that safety and suitability keep off the list, whatever rules say.</param>
    public sealed record Response(
        string Outcome, string? Message, IReadOnlyList<string> Understood, string Against, IReadOnlyList<Place> Before, IReadOnlyList<Place> After,
        IReadOnlyList<Move> Moves, bool HasEffect, int Removed);

    /// <param name="Position">1-based.</param>
    /// <param name="ProductId">The product.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Pinned">Placed by a rule.</param>
    public sealed record Place(int Position, string ProductId, string Name, bool Pinned);

    /// <param name="ProductId">The product.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Before">Place on the left list; null when it is not there.</param>
    /// <param name="After">Place with the rule; null when it is not there.</param>
    /// <param name="Kind">same, up, down, new or gone.</param>
    /// <param name="Because">One sentence.</param>
    public sealed record Move(string ProductId, string Name, int? Before, int? After, string Kind, string Because);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator(ShelfHost shelves)
        {
            RuleFor(q => q.Shopper).NotNull().SetValidator(new ReportFormValidator(shelves));
            RuleFor(q => q.Draft!).SetValidator(new RuleForm.Validator()).When(q => q.Draft is not null);
            RuleFor(q => q.Draft).NotNull().When(q => q.RuleId is null).WithMessage("Send the rule to try out, or name a stored one by ruleId.");
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, ServingPolicies policies, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            // From the database and not from the shelf: a rule that was saved a moment ago counts already.
            MerchandisingRule[] stored = [.. (await db.Rules.AsNoTracking().ToListAsync(cancellationToken)).Select(r => r.ToRule()).OrderBy(r => r.Id, StringComparer.Ordinal)];
            MerchandisingRule? saved = Array.Find(stored, r => r.Id == request.RuleId);
            if (request.RuleId is not null && saved is null)
                return GetRule.NotFound;
            MerchandisingRule tried = (request.Draft?.ToRule(request.RuleId ?? "draft") ?? saved!) with { Enabled = true, FromUtc = null, UntilUtc = null };
            MerchandisingRule[] others = [.. stored.Where(r => r.Id != tried.Id && r.IsInForce(now))];
            bool stands = saved is not null && saved.IsInForce(now) && RuleFieldsOf(saved) == RuleFieldsOf(tried);
            MerchandisingRule[] before = stands || saved?.IsInForce(now) != true ? others : [.. others, saved];
            MerchandisingRule[] after = [.. others, tried];

            RecommendationRequest asked = Asked(request, shelf);
            ServingPolicy policy = policies.Anonymous(shelf) with { KeepScored = true };
            Outcome left = Recommender.Recommend(asked, shelf, policy with { Rules = before });
            Outcome right = Recommender.Recommend(asked, shelf, policy with { Rules = after });
            return new Response(
                right.Kind.ToSnake(), right.Message ?? right.Question?.Text, [.. right.Understood.Select(u => u.Name)], stands ? "without_rule" : "now",
                Places(left), Places(right), [.. ListMoves.Between(left, right, after).Select(m => ToMove(m, tried.Id, shelf))],
                right.Scored?.RuleIds.Contains(tried.Id) == true, right.Removed.Total - right.Removed.Hidden);
        }

        // Dates and the switch do not count: the rule is tried as if it ran.
        private static string RuleFieldsOf(MerchandisingRule rule) => string.Join('\n', RuleFields.Of(RuleForm.Of(rule with { Enabled = true, FromUtc = null, UntilUtc = null, Description = "" })).Values);

        private static RecommendationRequest Asked(Query request, Shelf shelf)
        {
            SymptomReport report = request.Shopper.ToReport();
            for (int round = 0; request.AnswerNo && round < 3; round++)
            {
                Understanding matched = MatchedSymptoms.Of(shelf.Linker.Understand(report), shelf.Knowledge);
                SafetyVerdict verdict = shelf.Gate.Judge(report, matched);
                // What the shopper said already is not taken back by an answer.
                if (verdict.Stop == Stop.Referral || verdict.Pending.Count == 0)
                    break;
                report = report with { Answers = [.. report.Answers, .. verdict.Pending.Select(f => new SafetyAnswer(f.Id, AnswerValue.No))] };
            }

            var filter = new RecommendationFilter { InStock = request.Shopper.Filter.InStock, Categories = request.Shopper.Filter.Categories };
            return new RecommendationRequest(report, filter, request.Shopper.Limit);
        }

        private static IReadOnlyList<Place> Places(Outcome outcome)
        {
            var pinned = (outcome.Scored?.Shown ?? []).Where(s => s.Pinned).Select(s => s.Position).ToHashSet();
            return [.. outcome.Products.Select(p => new Place(p.Position, p.Product.Id, p.Product.Name, pinned.Contains(p.Position)))];
        }

        private static Move ToMove(ListMove move, string tried, Shelf shelf) => new(
            move.Product.Id, move.Product.Name, move.Before, move.After, move.Kind.ToSnake(), move switch
            {
                { Because.Count: > 0 } => string.Join(' ', move.Because.Select(r => $"{(r.Id == tried ? "This rule" : "Another rule")}: {RuleSummary.Of(r, shelf)}")),
                { Kind: ListMoveKind.Same } => "",
                { Kind: ListMoveKind.Gone } => "Pushed below the last place by others.",
                { Kind: ListMoveKind.New } => "Came up from below the last place.",
                _ => "Made way for others.",
            });
    }
}
