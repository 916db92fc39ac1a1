using System.Text.Json;
using BackCare.App.Messaging;
using BackCare.Domain.Catalog.Files;
using MediatR;

namespace BackCare.App.Catalog.Import;

/// <summary>One import: how it is read, how far it is, what it would change or changed, and what is wrong with its file.</summary>
public static class GetImport
{
    /// <param name="Id">The import.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="Import">Where it stands.</param>
    /// <param name="Differences">The first differences.</param>
    /// <param name="Problems">The first problems; the file of problems has all of them.</param>
    public sealed record Response(ImportView Import, IReadOnlyList<ImportDifference> Differences, IReadOnlyList<FileProblem> Problems);

    internal sealed class Handler(ImportRuns runs) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) =>
            await runs.FindAsync(request.Id, cancellationToken) is not { } import ? ImportRuns.NoSuchImport : new Response(
                ImportView.Of(import), JsonSerializer.Deserialize(import.Differences, BackCareJson.Default.ImportDifferences)!,
                JsonSerializer.Deserialize(import.FirstProblems, BackCareJson.Default.FileProblems)!);
    }
}
