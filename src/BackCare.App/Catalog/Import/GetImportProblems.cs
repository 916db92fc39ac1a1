using System.Text;
using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.App.Catalog.Import;

/// <summary>Every problem of an import as a CSV file: line, column, value, what is wrong, what to do.</summary>
public static class GetImportProblems
{
    /// <param name="Id">The import.</param>
    public sealed record Query(string Id) : IRequest<Answer<Response>>;

    /// <param name="FileName">What to call the file.</param>
    /// <param name="WriteAsync">Writes it, piece by piece.</param>
    public sealed record Response(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);

    internal sealed class Handler(Databases databases, ImportRuns runs) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) =>
            await runs.FindAsync(request.Id, cancellationToken) is not { } import ? ImportRuns.NoSuchImport : new Response(
                $"problems-of-{Path.GetFileNameWithoutExtension(import.FileName)}.csv",
                async (into, stop) =>
                {
                    await into.WriteAsync(Encoding.UTF8.GetBytes(ProblemFile.Header), stop);
                    await using var parts = new PartStream(databases, request.Id, ImportPart.Problems);
                    await parts.CopyToAsync(into, stop);
                });
    }
}
