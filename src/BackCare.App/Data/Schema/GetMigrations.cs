using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackCare.App.Data.Schema;

/// <summary>How far the database's schema is behind the program's, told without changing anything.</summary>
public static class GetMigrations
{
    public sealed record Query : IRequest<Answer<Response>>;

    /// <param name="Provider">Sqlite or SqlServer.</param>
    /// <param name="Applied">Migrations that the database has.</param>
    /// <param name="Pending">Those that it lacks, in the order in which they would be applied.</param>
    /// <param name="Unknown">Those that it has and this program does not know: a newer program migrated it.</param>
    public sealed record Response(DatabaseProvider Provider, IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown);

    internal sealed class Handler(Databases databases) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            string[] known = [.. db.Database.GetMigrations()];
            // Looking at an embedded database must not make its file, and a server may not have the database yet.
            string[] applied = databases.IsMissing() || !await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken) ? [] : [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
            return new Response(databases.Settings.Provider, applied, [.. known.Except(applied, StringComparer.Ordinal)], [.. applied.Except(known, StringComparer.Ordinal)]);
        }
    }
}
