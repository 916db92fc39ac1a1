using System.Text.Json;
using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.App.Privacy;
using BackCare.App.Recommend;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Plans;

/// <summary>A kept plan by the secret of its address.</summary>
public static class GetKeptPlan
{
    public sealed record Query(string Secret) : IRequest<Answer<Response>>;

    /// <param name="Plan">The exercises.</param>
    /// <param name="Language">Language that they are written in.</param>
    /// <param name="ExpiresUtc">When the plan is deleted without being asked.</param>
    public sealed record Response(PlanPart Plan, string Language, DateTime ExpiresUtc);

    internal sealed class Handler(BackCareDb db, FieldCipher cipher, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            string id = KeptPlan.HashOf(request.Secret);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            KeptPlan? kept = await db.KeptPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id && p.ExpiresUtc >= now, cancellationToken);
            return kept is not null && cipher.OpenText(kept.Plan, KeptPlan.Purpose) is { } json && Read(json) is { } plan
                ? new Response(plan, kept.Language, kept.ExpiresUtc)
                : new Refusal(RefusalKind.NotFound, "There is no such plan; it may have been deleted or its time is over.");
        }

        // A plan lives for a year: one that an older version wrote in another shape is gone, not an error.
        private static PlanPart? Read(string json)
        {
            try
            {
                return JsonSerializer.Deserialize(json, BackCareJson.Default.PlanPart);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
