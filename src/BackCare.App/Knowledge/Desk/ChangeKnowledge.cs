using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Domain.Editing;
using BackCare.Domain.Knowledge.Desk;
using FluentValidation;
using MediatR;

namespace BackCare.App.Knowledge.Desk;

/// <summary>Adds, changes and removes rows of the knowledge base, all or none: what would break it is refused, what touches safety becomes a proposal.</summary>
public static class ChangeKnowledge
{
    /// <param name="Changes">1 to 200 rows.</param>
    /// <param name="By">Who makes the change.</param>
    /// <param name="Reason">Why; needed when it touches safety, for the second person to read.</param>
    /// <param name="DryRun">True says what would become of it and saves nothing.</param>
    public sealed record Command(IReadOnlyList<Change> Changes, Actor By, string Reason = "", bool DryRun = false) : IRequest<Answer<KnowledgeAnswer>>;

    /// <param name="Table">Its table.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="Cells">What it is to say, all of it; null removes it.</param>
    /// <param name="Version">The version that the editor saw; null for a row that is to be new.</param>
    /// <param name="Basis">What the editor saw. With it, changes that somebody else made meanwhile are merged; without it they are a refusal.</param>
    public sealed record Change(
        string Table, string Key, IReadOnlyDictionary<string, string?>? Cells, long? Version, IReadOnlyDictionary<string, string?>? Basis = null);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Changes).Must(c => c.Count is >= 1 and <= 200).WithMessage("Send 1 to 200 rows.");
            RuleFor(c => c.Reason).MaximumLength(ProposalRules.LongestReason).WithMessage($"The reason is longer than {ProposalRules.LongestReason} characters.");
        }
    }

    internal sealed class Handler(KnowledgeEditing editing) : IRequestHandler<Command, Answer<KnowledgeAnswer>>
    {
        public Task<Answer<KnowledgeAnswer>> Handle(Command request, CancellationToken cancellationToken) =>
            editing.SaveAsync(work => Planning.Of(work, request.Changes), new Signed(request.By, Note: request.Reason), request.DryRun, cancellationToken);
    }
}

/// <summary>What came of a change.</summary>
/// <param name="Outcome">saved, proposed, unchanged, refused or conflict; for a dry run what it would be.</param>
/// <param name="Rows">Rows that were saved.</param>
/// <param name="ProposalId">The proposal that waits for a second person; null for every other outcome.</param>
/// <param name="Safety">What touches safety, as <c>table/key column</c>; empty when one person may save it.</param>
/// <param name="Problems">What it would break; then nothing was saved.</param>
/// <param name="Conflicts">Rows that somebody else changed to other values; then nothing was saved.</param>
/// <param name="Taken">What others changed meanwhile and was taken over.</param>
/// <param name="Cases">What the safety cases say, when they were run.</param>
public sealed record KnowledgeAnswer(
    string Outcome, IReadOnlyList<SavedRow> Rows, string? ProposalId, IReadOnlyList<string> Safety, IReadOnlyList<DraftProblem> Problems,
    IReadOnlyList<RowConflict> Conflicts, IReadOnlyList<RowTaken> Taken, CaseReport? Cases)
{
    internal const string Saved = "saved", Proposed = "proposed", Unchanged = "unchanged", Refused = "refused", InConflict = "conflict";

    internal static KnowledgeAnswer Of(string outcome) => new(outcome, [], null, [], [], [], [], null);
}

/// <summary>One row that two editors changed to different values.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Present">What it says now; null when it is gone.</param>
/// <param name="Conflicts">The fields.</param>
public sealed record RowConflict(string Table, string Key, long Version, IReadOnlyDictionary<string, string?>? Present, IReadOnlyList<MergeConflict> Conflicts);

/// <summary>What somebody else changed in one row meanwhile and was taken over.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="Changes">The fields.</param>
public sealed record RowTaken(string Table, string Key, IReadOnlyList<FieldChange> Changes);
