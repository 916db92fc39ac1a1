using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Plans;

/// <summary>Keeps the exercises of a plan under an address that nobody can guess, with the shopper's consent and not without.</summary>
public static class KeepPlan
{
    /// <summary>Names the wording of the consent that the plan page shows.</summary>
    public const string Wording = "plan-1";

    /// <param name="Plan">The plan as it was shown; what would tell an answer is taken out here.</param>
    /// <param name="Language">Language that it is written in.</param>
    /// <param name="Agreed">True when the shopper ticked the box.</param>
    /// <param name="VisitorId">The id of a visitor who agreed to be remembered, kept as a pseudonym; null otherwise.</param>
    public sealed record Command(PlanPart Plan, string Language, bool Agreed, string? VisitorId = null) : IRequest<Answer<Response>>;

    /// <param name="Secret">Opens the plan.</param>
    /// <param name="DeleteSecret">Deletes it; shown this once.</param>
    /// <param name="ExpiresUtc">When it is deleted without being asked.</param>
    public sealed record Response(string Secret, string DeleteSecret, DateTime ExpiresUtc);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Plan).NotNull();
            RuleFor(c => c.Language).Matches("^(en|es)$").WithMessage("language must be en or es.");
            RuleFor(c => c.VisitorId).MaximumLength(100).WithMessage("visitorId is longer than 100 characters.");
            RuleFor(c => c.Agreed).Equal(true).WithMessage("Nothing is kept without consent.");
        }
    }

    internal sealed class Handler(BackCareDb db, Pseudonyms pseudonyms, FieldCipher cipher, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            DateTime now = clock.GetUtcNow().UtcDateTime;
            // Who keeps a plan sweeps out those whose time is over.
            await db.KeptPlans.Where(p => p.ExpiresUtc < now).ExecuteDeleteAsync(cancellationToken);
            string secret = KeptPlan.NewSecret(), deleteSecret = KeptPlan.NewSecret();
            db.KeptPlans.Add(new KeptPlan
            {
                Id = KeptPlan.HashOf(secret),
                DeleteHash = KeptPlan.HashOf(deleteSecret),
                Plan = cipher.SealText(JsonSerializer.Serialize(Untold(request.Plan), BackCareJson.Default.PlanPart), KeptPlan.Purpose),
                Language = request.Language,
                ConsentVersion = Wording,
                VisitorId = pseudonyms.Of(request.VisitorId),
                KeptUtc = now,
                ExpiresUtc = now + KeptPlan.Kept,
            });
            await db.SaveChangesAsync(cancellationToken);
            return new Response(secret, deleteSecret, now + KeptPlan.Kept);
        }

        private static PlanPart Untold(PlanPart plan) => plan with
        {
            LeftOut = [],
            Phases = [.. plan.Phases.Select(p => p with { Exercises = [.. p.Exercises.Select(e => e with { Caution = null })] })],
        };
    }
}
