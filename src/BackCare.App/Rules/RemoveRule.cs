using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>Removes a rule; its history stays, and undoing the removal brings it back.</summary>
public static class RemoveRule
{
    /// <param name="Id">The rule.</param>
    /// <param name="Version">The version that the caller saw.</param>
    /// <param name="By">Who removes it.</param>
    public sealed record Command(string Id, long Version, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Id">The rule that is gone.</param>
    public sealed record Response(string Id);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, EditHistory history, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin)
                return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may remove rules.");
            StoredRule? stored = await db.Rules.FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
            if (stored is null)
                return GetRule.NotFound;
            IReadOnlyDictionary<string, string?> fields = RuleFields.Of(RuleForm.Of(stored.ToRule()));
            if (stored.Version != request.Version)
            {
                IReadOnlyDictionary<string, string?>? seen = await history.StateAtAsync(RuleFields.Subject, stored.Id, request.Version, fields, stored.Version, cancellationToken);
                return new StaleRefusal("the rule", stored.Version, fields, seen is null ? null : FieldDiff.Between(seen, fields), []);
            }

            db.Rules.Remove(stored);
            history.Record(RuleFields.Subject, stored.Id, ChangeKinds.Remove, fields, null, request.By, stored.Version + 1);
            trail.Add(request.By, "rule.removed", $"rule:{stored.Id}", stored.Description);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return new Refusal(RefusalKind.Conflict, "Somebody else saved the rule at the same moment. Open it again and look at it as it is now.");
            }

            await shelves.RefreshAsync(cancellationToken);
            return new Response(stored.Id);
        }
    }
}
