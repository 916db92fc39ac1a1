using BackCare.App.Accounts;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge.Desk;
using FluentValidation;
using MediatR;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Takes a change of knowledge back, with everything that was saved together with it, keeping what was changed since elsewhere.</summary>
/// <remarks>An undo is a change as any other: it is checked, and becomes a proposal where it touches safety.</remarks>
public static class UndoKnowledge
{
    /// <param name="Table">The table.</param>
    /// <param name="Key">The row.</param>
    /// <param name="ChangeId">The change to take back, from the row's history.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="Reason">Why; needed when it touches safety.</param>
    public sealed record Command(string Table, string Key, long ChangeId, Actor By, string Reason = "") : IRequest<Answer<KnowledgeAnswer>>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(ProposalRules.LongestReason).WithMessage($"The reason is longer than {ProposalRules.LongestReason} characters.");
    }

    internal sealed class Handler(EditHistory history, KnowledgeEditing editing) : IRequestHandler<Command, Answer<KnowledgeAnswer>>
    {
        public async Task<Answer<KnowledgeAnswer>> Handle(Command request, CancellationToken cancellationToken)
        {
            StoredChange? change = await history.FindAsync(request.ChangeId, cancellationToken);
            if (change is null || change.Subject != KnowledgeSave.Subject(request.Table) || change.Key != request.Key)
                return new Refusal(RefusalKind.NotFound, $"The history of {request.Table}/{request.Key} has no such change.");
            IReadOnlyList<StoredChange> together = change.BatchId is { } batch ? await history.BatchAsync(batch, cancellationToken) : [change];
            return await editing.SaveAsync(work => Plan(work, together), new Signed(request.By, ChangeKinds.Undo, null, request.Reason), false, cancellationToken);
        }

        private static Answer<Planned> Plan(KnowledgeWork work, IReadOnlyList<StoredChange> changes)
        {
            var rows = new List<PlannedRow>();
            var conflicts = new List<RowConflict>();
            var undoes = new Dictionary<(string, string), long>();
            foreach (StoredChange change in changes)
            {
                string table = change.Subject["knowledge/".Length..];
                IReadOnlyDictionary<string, string?>? present = work.CellsOf(table, change.Key);
                UndoneEdit undone = change.ToEdit().UndoIn(present);
                if (!undone.IsClean)
                {
                    conflicts.Add(new RowConflict(table, change.Key, work.Find(table, change.Key)?.Version ?? 0, present, undone.Conflicts));
                    continue;
                }

                rows.Add(work.Plan(new RowChange(table, change.Key, undone.Fields is null ? null : Planning.Cleaned(undone.Fields, change.Key))));
                undoes[(table, change.Key)] = change.Id;
            }

            return new Planned([.. rows.Where(r => !r.ChangesNothing)], conflicts, [], undoes);
        }
    }
}
