using BackCare.App.Accounts;
using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.App.Serving;
using BackCare.Domain.Editing;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Rules;

/// <summary>Makes a rule or changes one. Replicas follow within two seconds; nothing is ever overwritten unseen.</summary>
public static class SaveRule
{
    /// <param name="Id">The rule to change; null makes one.</param>
    /// <param name="Rule">What it shall say.</param>
    /// <param name="By">Who saves it.</param>
    /// <param name="Version">The version that the editor saw; of a rule to change.</param>
    /// <param name="Basis">What the editor saw, so that a change by somebody else meanwhile is merged; null refuses after any such change.</param>
    public sealed record Command(string? Id, RuleForm Rule, Actor By, long Version = 0, RuleForm? Basis = null) : IRequest<Answer<Response>>;

    /// <param name="Rule">The rule as it stands now.</param>
    /// <param name="Taken">What somebody else changed meanwhile and was kept.</param>
    public sealed record Response(RulePart Rule, IReadOnlyList<FieldChange> Taken);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Rule).NotNull();
            RuleFor(c => c).Custom(static (command, context) =>
            {
                if (command.Rule is null)
                    return;
                // The form's fields are the body's own: their paths begin at the form.
                foreach (var failure in new RuleForm.Validator().Validate(command.Rule).Errors)
                    context.AddFailure(failure.PropertyName, failure.ErrorMessage);
            });
        }
    }

    internal sealed class Handler(BackCareDb db, ShelfHost shelves, EditHistory history, AuditTrail trail, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        private static readonly Refusal Changed = new(RefusalKind.Conflict, "Somebody else saved the rule at the same moment. Open it again and look at it as it is now.");

        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.By.Role < AccountRole.Admin)
                return new Refusal(RefusalKind.Forbidden, "Only an admin or an owner may change rules.");
            if (shelves.Current is not { } shelf)
                return ShelfHost.NotReady;
            StoredRule? stored = request.Id is null ? null : await db.Rules.FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken);
            if (request.Id is not null && stored is null)
                return GetRule.NotFound;
            DateTime now = clock.GetUtcNow().UtcDateTime;
            RuleForm wanted = RuleForm.Of(request.Rule.ToRule("draft"));
            IReadOnlyList<FieldChange> taken = [];
            if (stored is not null && stored.Version != request.Version)
            {
                IReadOnlyDictionary<string, string?> theirs = RuleFields.Of(RuleForm.Of(stored.ToRule()));
                IReadOnlyDictionary<string, string?>? basis = request.Basis is { } shown
                    ? RuleFields.Of(RuleForm.Of(shown.ToRule("draft")))
                    : await history.StateAtAsync(RuleFields.Subject, stored.Id, request.Version, theirs, stored.Version, cancellationToken);
                ThreeWayMerge? merge = basis is null ? null : ThreeWayMerge.Of(basis, RuleFields.Of(wanted), theirs);
                if (request.Basis is null || merge is not { IsClean: true })
                    return new StaleRefusal("the rule", stored.Version, theirs, basis is null ? null : FieldDiff.Between(basis, theirs), merge?.Conflicts ?? []);
                (wanted, taken) = (RuleFields.ToForm(merge.Fields), merge.Taken);
                if (wanted.ToRule("draft").Fault is { } fault)
                    return new Refusal(RefusalKind.Invalid, $"Somebody else changed the rule meanwhile, and both changes together make none: {fault}", [new RefusedField("effect", fault)]);
            }

            // A rule that is off does nothing: it may be switched off, and kept, when something that it names is gone.
            if (wanted.Enabled && await wanted.UnknownAsync(db, shelf, cancellationToken) is { Count: > 0 } unknown)
                return new Refusal(RefusalKind.Invalid, "The rule names something that the shop does not have; nothing was done.", unknown);
            try
            {
                StoredRule saved = await WriteAsync(stored, wanted, request.By, now, cancellationToken);
                await shelves.RefreshAsync(cancellationToken);
                return new Response(RulePart.Of(saved, shelf, now), taken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return Changed;
            }
        }

        private async Task<StoredRule> WriteAsync(StoredRule? stored, RuleForm wanted, Actor by, DateTime now, CancellationToken cancellationToken)
        {
            IReadOnlyDictionary<string, string?>? before = stored is null ? null : RuleFields.Of(RuleForm.Of(stored.ToRule()));
            if (before is not null && FieldDiff.AreSame(before, RuleFields.Of(wanted)))
                return stored!;
            StoredRule rule = stored ?? new StoredRule { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), CreatedUtc = now };
            rule.Take(wanted.ToRule(rule.Id));
            (rule.ChangedUtc, rule.ChangedBy) = (now, by.Name);
            if (stored is null)
                db.Rules.Add(rule);
            history.Record(RuleFields.Subject, rule.Id, stored is null ? ChangeKinds.Create : ChangeKinds.Edit, before, RuleFields.Of(wanted), by, rule.Version + 1);
            trail.Add(by, stored is null ? "rule.created" : "rule.changed", $"rule:{rule.Id}", wanted.Description);
            await db.SaveChangesAsync(cancellationToken);
            return rule;
        }
    }
}
