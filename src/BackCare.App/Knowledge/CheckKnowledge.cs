using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using MediatR;

namespace BackCare.App.Knowledge;

/// <summary>Checks a folder of knowledge files and changes nothing.</summary>
public static class CheckKnowledge
{
    /// <param name="Folder">Folder to check; null means the one that ships with the program.</param>
    public sealed record Query(string? Folder = null) : IRequest<Answer<Response>>;

    /// <param name="Folder">Folder that was checked.</param>
    /// <param name="Rows">Rows over all tables.</param>
    /// <param name="Problems">Everything that is wrong; empty when the folder may be imported.</param>
    public sealed record Response(string Folder, int Rows, IReadOnlyList<KnowledgeProblem> Problems);

    /// <summary>The check itself, for a caller that has no database.</summary>
    public static Answer<Response> Check(Query request)
    {
        string folder = request.Folder ?? KnowledgeFolder.Seed;
        if (!Directory.Exists(folder))
            return new Refusal(RefusalKind.NotFound, $"There is no folder '{folder}'. Name one that holds the knowledge files.");

        KnowledgeFiles files = KnowledgeFolder.Load(folder);
        IReadOnlyList<KnowledgeProblem> problems = [.. files.Problems, .. KnowledgeCheck.Run(files.Tables, files.TriageCases)];
        return new Response(folder, files.Tables.Sum(t => t.Rows.Count), problems);
    }

    internal sealed class Handler : IRequestHandler<Query, Answer<Response>>
    {
        public Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(Check(request));
    }
}
