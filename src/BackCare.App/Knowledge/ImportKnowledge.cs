using BackCare.App.Data;
using BackCare.App.Messaging;
using BackCare.Domain.Knowledge;
using MediatR;

namespace BackCare.App.Knowledge;

/// <summary>Brings a folder of knowledge files into the database, in one transaction, without undoing what admins did.</summary>
public static class ImportKnowledge
{
    /// <param name="Folder">Folder to import; null means the one that ships with the program.</param>
    /// <param name="DryRun">True counts and changes nothing.</param>
    public sealed record Command(string? Folder = null, bool DryRun = false) : IRequest<Answer<Response>>;

    /// <param name="Folder">Folder that was read.</param>
    /// <param name="Imported">True when the database now holds it; false after a dry run or when there are problems.</param>
    /// <param name="Problems">Everything that is wrong; then nothing was changed.</param>
    /// <param name="Tables">What was done, table by table.</param>
    /// <param name="Kept">Rows left as an admin made them, as <c>table/key</c>.</param>
    public sealed record Response(
        string Folder, bool Imported, IReadOnlyList<KnowledgeProblem> Problems, IReadOnlyList<TableCount> Tables, IReadOnlyList<string> Kept);

    public sealed record TableCount(string Table, int Added, int Changed, int Unchanged, int Kept, int Removed);

    internal sealed class Handler(BackCareDb db, Databases databases, TimeProvider clock) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            string folder = request.Folder ?? KnowledgeFolder.Seed;
            if (!Directory.Exists(folder))
                return new Refusal(RefusalKind.NotFound, $"There is no folder '{folder}'. Name one that holds the knowledge files.");

            KnowledgeFiles files = KnowledgeFolder.Load(folder);
            IReadOnlyList<KnowledgeProblem> problems = [.. files.Problems, .. KnowledgeCheck.Run(files.Tables, files.TriageCases)];
            if (problems.Count > 0)
                return new Response(folder, false, problems, [], []);

            return await db.InTransactionAsync(() => ImportAsync(request, folder, files, cancellationToken), cancellationToken);
        }

        private async Task<Response> ImportAsync(Command request, string folder, KnowledgeFiles files, CancellationToken cancellationToken)
        {
            // A writer from the first read on, on any database: two imports at once take turns.
            await Desk.KnowledgeWork.TakeTurnAsync(db, cancellationToken);
            KnowledgeImport import = await KnowledgeImport.ReadAsync(db, files, clock, cancellationToken);
            IReadOnlyList<KnowledgeProblem> problems = import.CheckResult();
            if (problems.Count == 0 && !request.DryRun)
                await import.SaveAsync(databases.Settings, request.Folder is null ? files.Hash : null, cancellationToken);

            return new Response(folder, problems.Count == 0 && !request.DryRun, problems, import.Counts, import.Kept);
        }
    }
}
