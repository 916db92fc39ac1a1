using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Notes that an import's batch of changes was taken back, so that a corrected file does not find its products edited by hand.</summary>
public static class MarkImportUndone
{
    /// <param name="Id">The import.</param>
    /// <param name="Products">Products that are as they were before.</param>
    public sealed record Command(string Id, IReadOnlyList<string> Products) : IRequest<Answer<Response>>;

    /// <param name="Import">Where it stands.</param>
    public sealed record Response(ImportView Import);

    internal sealed class Handler(Databases databases, ImportRuns runs) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            foreach (string[] some in request.Products.Chunk(500))
            {
                await db.Products.Where(p => some.Contains(p.Id) && p.EditedUtc != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.ImportedUtc, p => p.EditedUtc), cancellationToken);
            }

            await db.Imports.Where(i => i.Id == request.Id && i.State == ImportState.Imported)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Undone), cancellationToken);
            return await runs.FindAsync(request.Id, cancellationToken) is { } import ? new Response(ImportView.Of(import)) : ImportRuns.NoSuchImport;
        }
    }
}
