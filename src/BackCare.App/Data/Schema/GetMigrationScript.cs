using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackCare.App.Data.Schema;

/// <summary>The migrations as a script for somebody who applies them by hand. No database is asked.</summary>
public static class GetMigrationScript
{
    /// <param name="From">Migration that the database has; null for an empty one.</param>
    /// <param name="To">Last migration of the script; null for the newest.</param>
    public sealed record Query(string? From = null, string? To = null) : IRequest<Answer<Response>>;

    /// <param name="Script">SQL.</param>
    /// <param name="Idempotent">True when each step looks whether it was done already, so that the script fits a database of any age.</param>
    public sealed record Response(string Script, bool Idempotent);

    internal sealed class Handler(Databases databases) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            await using BackCareDb db = databases.Open();
            string[] known = [.. db.Database.GetMigrations()];
            foreach ((string field, string? name) in new[] { ("from", request.From), ("to", request.To) })
            {
                if (name is not null && !Array.Exists(known, id => Names(id, name)))
                    return new Refusal(RefusalKind.Invalid, $"There is no migration '{name}'. Those of {databases.Settings.Provider} are: {string.Join(", ", known)}.", [new RefusedField(field, "No such migration.")]);
            }

            // SQLite has no IF in its scripts.
            bool idempotent = databases.Settings.Provider == DatabaseProvider.SqlServer;
            string script = db.GetService<IMigrator>().GenerateScript(request.From, request.To, idempotent ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);
            return new Response(script, idempotent);
        }

        private static bool Names(string id, string name) => id == name || id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..] == name;
    }
}
