using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;

namespace BackCare.Web.Api;

/// <summary>Reads that an answer can do without while the database is away.</summary>
internal static class Spared
{
    /// <summary>The answer; null while the database is away.</summary>
    public static async Task<Answer<T>?> SendSparedAsync<T>(this IMediator mediator, IRequest<Answer<T>> query, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            return await mediator.Send(query, cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.IsAway(fault))
        {
            return null;
        }
    }
}
