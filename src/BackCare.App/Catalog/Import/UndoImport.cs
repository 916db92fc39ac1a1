using BackCare.App.Accounts;
using BackCare.App.Catalog.Desk;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Takes an import back as a whole, and notes that it was, so that a corrected file does not find its products edited by hand.</summary>
public static class UndoImport
{
    /// <param name="Id">The import.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="SkipConflicts">Takes back what can be, and leaves alone what somebody changed since.</param>
    public sealed record Command(string Id, Actor By, bool SkipConflicts = false) : IRequest<Answer<Response>>;

    /// <param name="Import">Where it stands.</param>
    /// <param name="Done">Products that are as they were before.</param>
    /// <param name="Unchanged">Products that were so already.</param>
    /// <param name="Skipped">Products left as they are, with the reason; only when conflicts are skipped.</param>
    public sealed record Response(ImportView Import, IReadOnlyList<string> Done, int Unchanged, IReadOnlyList<ChangeProducts.RefusedProduct> Skipped);

    internal sealed class Handler(IMediator mediator, Databases databases, ImportRuns runs) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await runs.FindAsync(request.Id, cancellationToken) is not { } import)
                return ImportRuns.NoSuchImport;
            if (import.State != ImportState.Imported)
                return new Refusal(RefusalKind.Conflict, import.State == ImportState.Undone ? "The import was taken back already." : $"The import is {ImportRuns.Word(import.State)}: nothing of it is in the catalogue that could be taken back.");
            Answer<UndoProductChanges.Response> undone = await mediator.Send(new UndoProductChanges.Command(null, request.Id, request.By, request.SkipConflicts) { OfImport = true }, cancellationToken);
            if (undone.Refusal is { } refusal)
                return refusal;
            await MarkAsync(request.Id, undone.Value.Done, cancellationToken);
            return new Response(ImportView.Of((await runs.FindAsync(request.Id, cancellationToken))!), undone.Value.Done, undone.Value.Unchanged, undone.Value.Skipped);
        }

        private async Task MarkAsync(string id, IReadOnlyList<string> products, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            foreach (string[] some in products.Chunk(500))
            {
                await db.Products.Where(p => some.Contains(p.Id) && p.EditedUtc != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.ImportedUtc, p => p.EditedUtc), cancellationToken);
            }

            await db.Imports.Where(i => i.Id == id && i.State == ImportState.Imported).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Undone), cancellationToken);
        }
    }
}
