using BackCare.App.Data;
using BackCare.App.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Whether somebody owns this shop, so that the page for the first owner closes for ever.</summary>
public static class HasOwner
{
    public sealed record Query : IRequest<Answer<Response>>;

    public sealed record Response(bool Owned);

    internal sealed class Handler(BackCareDb db) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken) =>
            new Response(await db.Accounts.AnyAsync(a => a.Role == AccountRole.Owner, cancellationToken));
    }
}
