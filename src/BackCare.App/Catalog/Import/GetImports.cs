using BackCare.App.Data;
using BackCare.App.Editing;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Imports, newest first, one page; those whose process was killed are marked on the way.</summary>
public static class GetImports
{
    /// <param name="Cursor">Where the page before ended; null for the newest.</param>
    /// <param name="Limit">1 to 100.</param>
    public sealed record Query(string? Cursor = null, int Limit = 20) : IRequest<Answer<Response>>;

    /// <param name="Items">The imports.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    public sealed record Response(IReadOnlyList<ImportView> Items, string? Next);

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Limit).InclusiveBetween(1, 100);
    }

    internal sealed class Handler(Databases databases, ImportRuns runs) : IRequestHandler<Query, Answer<Response>>
    {
        private const string List = "imports";

        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            Cursor? cursor = null;
            if (request.Cursor is { Length: > 0 } text && !Cursor.TryRead(text, List, 1, out cursor))
                return Cursor.Unknown;
            await runs.MarkInterruptedAsync(cancellationToken);
            await using BackCareDb db = databases.Open();
            IQueryable<StoredImport> rows = db.Imports.AsNoTracking().Where(i => i.State != ImportState.Receiving);
            if (cursor is not null)
            {
                string before = cursor.Keys[0];
#pragma warning disable CA1309 // Translated to SQL, which has no comparison to choose.
                rows = rows.Where(i => string.Compare(i.Id, before) < 0);
#pragma warning restore CA1309
            }

            StoredImport[] page = await rows.OrderByDescending(i => i.Id).Take(request.Limit + 1).ToArrayAsync(cancellationToken);
            return new Response([.. page.Take(request.Limit).Select(ImportView.Of)], page.Length > request.Limit ? Cursor.After(List, page[request.Limit - 1].Id) : null);
        }
    }
}
