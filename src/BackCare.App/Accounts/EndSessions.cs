using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Signs somebody out: in this browser, in one other, or everywhere else.</summary>
public static class EndSessions
{
    /// <param name="By">Whose sessions.</param>
    /// <param name="Secret">What the cookie of the asking browser holds.</param>
    /// <param name="Id">One other session; null for none.</param>
    /// <param name="AllOthers">True to end every session but this one; otherwise, without an id, this one ends.</param>
    public sealed record Command(Actor By, string Secret, string? Id = null, bool AllOthers = false) : IRequest<Answer<Response>>;

    public sealed record Response(int Ended);

    internal sealed class Handler(BackCareDb db, AuditTrail trail) : IRequestHandler<Command, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Command request, CancellationToken cancellationToken)
        {
            string own = KeyText.HashOf(request.Secret);
            IQueryable<StoredSession> sessions = db.Sessions.Where(s => s.AccountId == request.By.Id);
            sessions = request.AllOthers ? sessions.Where(s => s.Id != own) : sessions.Where(s => s.Id == (request.Id ?? own));
            int ended = await sessions.ExecuteDeleteAsync(cancellationToken);
            trail.Add(request.By, "account.signed-out", $"account:{request.By.Id}", request.AllOthers ? "everywhere else" : request.Id is null ? "" : "another session");
            await db.SaveChangesAsync(cancellationToken);
            return new Response(ended);
        }
    }
}
