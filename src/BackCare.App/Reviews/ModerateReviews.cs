using System.Text.Json.Serialization;
using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using BackCare.Domain.Reviews;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Reviews;

/// <summary>A moderator shows reviews and comments or keeps them back, one or many at once, with the reason that their authors are told.</summary>
/// <remarks>Each is decided by itself: one that was changed meanwhile is left alone and told. An appeal goes to another person than the one who kept it back, when there is one.</remarks>
public static class ModerateReviews
{
    /// <summary>Reviews at most in one go.</summary>
    public const int Most = 100;

    /// <param name="Items">Which ones, as the moderator saw them.</param>
    /// <param name="Approve">True shows them.</param>
    /// <param name="Reason">Why not, when they are kept back.</param>
    /// <param name="Note">What to add for the authors; may be empty.</param>
    public sealed record Command(IReadOnlyList<Seen> Items, bool Approve, string? Reason = null, string Note = "") : IRequest<Answer<Response>>
    {
        /// <summary>Who decides; the host fills it in, never the caller.</summary>
        [JsonIgnore]
        public Actor By { get; init; } = Actor.Program;
    }

    /// <param name="Id">The review.</param>
    /// <param name="Version">As the moderator saw it.</param>
    public sealed record Seen(string Id, long Version);

    /// <param name="Decided">Ids that were decided.</param>
    /// <param name="Left">What was left alone, and why.</param>
    public sealed record Response(IReadOnlyList<string> Decided, IReadOnlyList<LeftAlone> Left);

    /// <param name="Id">The review.</param>
    /// <param name="Why">gone, changed or own_rejection.</param>
    /// <param name="Problem">One sentence: what is wrong and what to do.</param>
    public sealed record LeftAlone(string Id, string Why, string Problem);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Items).NotEmpty().WithMessage("Choose at least one.").Must(i => i is null || i.Count <= Most).WithMessage($"Choose at most {Most} at once.");
            RuleFor(c => c.Reason).Must(r => SnakeNames.TryParse(r ?? "", out RejectReason _)).When(c => !c.Approve)
                .WithMessage("Choose the reason; the author is told.");
            RuleFor(c => c.Note).NotNull().MaximumLength(ReviewRules.LongestNote).WithMessage($"The note is longer than {ReviewRules.LongestNote} characters.");
        }
    }

    internal sealed class Handler(BackCareDb db, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin)
                return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may moderate.");
            bool another = await db.Accounts.AnyAsync(a => a.Id != request.By.Id && a.DisabledUtc == null && (a.Role == AccountRole.Admin || a.Role == AccountRole.Owner), cancellationToken);
            List<string> decided = [];
            List<LeftAlone> left = [];
            foreach (Seen seen in request.Items.DistinctBy(i => i.Id))
            {
                LeftAlone? why = await DecideAsync(seen, request, another, cancellationToken);
                if (why is null)
                    decided.Add(seen.Id);
                else
                    left.Add(why);
            }

            return new Response(decided, left);
        }

        private async Task<LeftAlone?> DecideAsync(Seen seen, Command request, bool another, CancellationToken cancellationToken)
        {
            LeftAlone changed = new(seen.Id, "changed", "It was changed or decided meanwhile. Look at it as it is now.");
            StoredReview? review = await db.Reviews.FirstOrDefaultAsync(r => r.Id == seen.Id, cancellationToken);
            if (review is null)
                return new LeftAlone(seen.Id, "gone", "It is gone; its author may have deleted it.");
            if (review.Version != seen.Version)
                return changed;
            if (review.HasOpenAppeal && another && review.DecidedBy == request.By.Id)
                return new LeftAlone(seen.Id, "own_rejection", "You kept it back yourself. Somebody else decides on the appeal.");
            DateTime now = clock.GetUtcNow().UtcDateTime;
            RejectReason? reason = !request.Approve && SnakeNames.TryParse(request.Reason!, out RejectReason given) ? given : null;
            ReviewStep step = (review.HasOpenAppeal, request.Approve) switch
            {
                (true, true) => ReviewStep.AppealGranted,
                (true, false) => ReviewStep.AppealDismissed,
                (false, true) => ReviewStep.Approved,
                _ => ReviewStep.Rejected,
            };
            review.Decide(request.Approve ? ReviewState.Approved : ReviewState.Rejected, reason, ReviewRules.Clean(request.Note, lines: true), request.By.Id, now);
            ReviewEvent.Add(db, review.Id, step, now, request.By.Name, reason?.ToSnake() ?? "");
            trail.Add(request.By, $"review.{step.ToSnake()}", $"review:{review.Id}", reason?.ToSnake() ?? "");
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
                return changed;
            }

            await db.ReviewReports.Where(r => r.ReviewId == review.Id).ExecuteDeleteAsync(cancellationToken);
            return null;
        }
    }
}
