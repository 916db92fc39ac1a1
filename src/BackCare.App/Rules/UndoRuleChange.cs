using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>Takes a change of a rule back, keeping what was changed since elsewhere. Undoing a removal brings the rule back; undoing an undo does the change again.</summary>
public static class UndoRuleChange
{
    /// <param name="Id">The rule.</param>
    /// <param name="ChangeId">The change, as its history names it.</param>
    /// <param name="By">Who takes it back.</param>
    public sealed record Command(string Id, long ChangeId, Actor By) : IRequest<Answer<Response>>;

    /// <param name="Rule">The rule as it stands now; null when it is gone.</param>
    public sealed record Response(RulePart? Rule);

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, EditHistory history, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal SavedMeanwhile = new(RefusalKind.Conflict, "Somebody else saved the rule at the same moment. Open its history again.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin)
                return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may change rules.");
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            if (await history.FindAsync(request.ChangeId, cancellationToken) is not { } change || change.Subject != RuleFields.Subject || change.Key != request.Id)
                return new Refusal(RefusalKind.NotFound, "The rule has no such change. Open its history and choose one.");
            StoredRule? stored = await db.Rules.FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
            IReadOnlyDictionary<string, string?>? present = stored is null ? null : RuleFields.Of(RuleForm.Of(stored.ToRule()));
            UndoneEdit undone = change.ToEdit().UndoIn(present);
            if (!undone.IsClean)
                return new StaleRefusal("the rule", stored?.Version ?? 0, present, null, undone.Conflicts);
            DateTime now = clock.GetUtcNow().UtcDateTime;
            if (FieldDiff.AreSame(present, undone.Fields))
                return new Response(stored is null ? null : RulePart.Of(stored, shelf, now));
            if (undone.Fields is { } fields && RuleFields.ToForm(fields).ToRule(request.Id).Fault is { } fault)
                return new Refusal(RefusalKind.Unmet, $"Taken back, it would be no rule: {fault}");
            // A rule that comes back goes on counting: an editor who holds a version of its earlier life is told.
            long version = (stored?.Version ?? await history.LastVersionAsync(RuleFields.Subject, request.Id, cancellationToken)) + 1;
            StoredRule? after = Apply(stored, request, undone.Fields, version, now);
            history.Record(RuleFields.Subject, request.Id, ChangeKinds.Undo, present, undone.Fields, request.By, version, undoes: change.Id);
            trail.Add(request.By, "rule.undone", $"rule:{request.Id}", $"change {change.Id}");
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return SavedMeanwhile;
            }
            catch (DbUpdateException) when (stored is null)
            {
                // Two who bring one rule back: the second finds its key taken. Whatever else went wrong is no conflict.
                if (!await db.Rules.AsNoTracking().AnyAsync(r => r.Id == request.Id, cancellationToken))
                    throw;
                return SavedMeanwhile;
            }

            await shelves.RefreshAsync(cancellationToken);
            return new Response(after is null ? null : RulePart.Of(after, shelf, now));
        }

        private StoredRule? Apply(StoredRule? stored, Command request, IReadOnlyDictionary<string, string?>? fields, long version, DateTime now)
        {
            if (fields is null)
            {
                db.Rules.Remove(stored!);
                return null;
            }

            StoredRule rule = stored ?? new StoredRule { Id = request.Id, CreatedUtc = now, Version = version };
            rule.Take(RuleFields.ToForm(fields).ToRule(rule.Id));
            (rule.ChangedUtc, rule.ChangedBy) = (now, request.By.Name);
            if (stored is null)
                db.Rules.Add(rule);
            return rule;
        }
    }
}
