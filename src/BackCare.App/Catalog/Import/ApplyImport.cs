using BackCare.App.Accounts;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog;
using MediatR;

namespace BackCare.App.Catalog.Import;

/// <summary>Brings a checked import into the catalogue, all at once and as one batch that is taken back as a whole.</summary>
public static class ApplyImport
{
    /// <param name="Id">The import.</param>
    /// <param name="GoodRowsOnly">Goes on although some products were rejected, without them; otherwise it is all or nothing.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="Wait">True answers when it is done, false as soon as it has begun.</param>
    public sealed record Command(string Id, bool GoodRowsOnly, Actor By, bool Wait) : IRequest<Answer<Response>>
    {
        /// <summary>Told how far it is; null when nobody watches.</summary>
        public IProgress<ImportProgress>? Listener { get; init; }
    }

    /// <param name="Import">Where it stands.</param>
    public sealed record Response(ImportView Import);

    internal sealed class Handler(ImportRuns runs, ImportWork work, ImportWriting writing) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.FindAsync(request.Id, cancellationToken) is not { } import)
                return ImportRuns.NoSuchImport;
            if (import.State != ImportState.Checked)
                return new Refusal(RefusalKind.Conflict, $"The import is {ImportRuns.Word(import.State)}. Check its file first, then import what the check shows.");
            if (import.Rejected > 0 && !request.GoodRowsOnly)
            {
                return new Refusal(RefusalKind.Unmet, $"{import.Rejected} of {Counted.Of(import.Products, "product")} cannot be imported, so nothing was. Correct the file and upload it again, or import the good rows only.");
            }

            if (import.Added + import.Changed + import.Retired == 0)
                return new Refusal(RefusalKind.Unmet, "There is nothing to import: the catalogue says what the file says.");
            if (await runs.ClaimAsync(request.Id, [ImportState.Checked], ImportState.Writing, cancellationToken) is { } busy)
                return busy;
            Task running = work.Begin(request.Id, ImportState.Cancelled, (progress, stop) => WriteAsync(request, progress, stop), request.Listener, request.Wait ? cancellationToken : CancellationToken.None);
            if (request.Wait)
                await running;
            StoredImport now = (await runs.FindAsync(request.Id, CancellationToken.None))!;
            return request.Wait && now.State != ImportState.Imported ? new Refusal(RefusalKind.Unmet, now.Failure ?? "The import was not finished.") : new Response(ImportView.Of(now));
        }

        private async Task<(ImportState, string?)> WriteAsync(Command request, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
        {
            (ImportState state, string? failure) = await writing.RunAsync(request.Id, request.By, progress, cancellationToken);
            if (state == ImportState.Imported)
                await runs.ForgetFileAsync(request.Id, CancellationToken.None);
            return (state, failure);
        }
    }
}
