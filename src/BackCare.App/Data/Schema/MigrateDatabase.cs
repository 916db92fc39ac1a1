using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Data.Schema;

/// <summary>Creates the database or brings its schema up to date. Several at once take turns: EF holds a lock of the database while it migrates.</summary>
public static class MigrateDatabase
{
    public sealed record Command : IRequest<Answer<Response>>;

    /// <param name="Applied">Migrations that were applied, in order; none when the database was up to date.</param>
    public sealed record Response(IReadOnlyList<string> Applied);

    internal sealed class Handler(Databases databases, IMediator mediator) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            Answer<GetMigrations.Response> before = await mediator.Send(new GetMigrations.Query(), cancellationToken);
            if (before.Refusal is { } refusal)
                return refusal;
            if (before.Value.Pending.Count == 0)
                return new Response([]);
            await databases.MakeMissingAsync(cancellationToken);
            await using BackCareDb db = databases.Open();
            await db.Database.MigrateAsync(cancellationToken);
            return new Response(before.Value.Pending);
        }
    }
}
