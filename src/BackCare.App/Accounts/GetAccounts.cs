using BackCare.App.Data;
using BackCare.App.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>Accounts by e-mail address, one page.</summary>
public static class GetAccounts
{
    /// <param name="Search">Part of an e-mail address; null for all.</param>
    /// <param name="Id">One account; null for all.</param>
    /// <param name="Page">From 1 on.</param>
    /// <param name="PageSize">1 to 200.</param>
    public sealed record Query(string? Search = null, string? Id = null, int Page = 1, int PageSize = 50) : IRequest<Answer<Response>>;

    public sealed record Response(IReadOnlyList<Item> Items, int Total, int Page, int PageSize);

    /// <summary>One account; it rests after too many wrong passwords until the time given.</summary>
    public sealed record Item(string Id, string Email, AccountRole Role, DateTime CreatedUtc, DateTime? DisabledUtc, bool MustChangePassword, DateTime? RestsUntilUtc)
    {
        /// <summary>What a list says of its state.</summary>
        public string State => DisabledUtc is not null ? "disabled" : RestsUntilUtc is not null ? "rests" : MustChangePassword ? "must change password" : "active";
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(q => q.Page).InclusiveBetween(1, 100_000);
            RuleFor(q => q.PageSize).InclusiveBetween(1, 200);
            RuleFor(q => q.Search).MaximumLength(254);
        }
    }

    internal sealed class Handler(BackCareDb db, TimeProvider clock) : IRequestHandler<Query, Answer<Response>>
    {
        public async Task<Answer<Response>> Handle(Query request, CancellationToken cancellationToken)
        {
            IQueryable<Account> found = db.Accounts.AsNoTracking();
            if (request.Id is { } id) found = found.Where(a => a.Id == id);
            if (request.Search?.Trim().ToUpperInvariant() is { Length: > 0 } part) found = found.Where(a => a.NormalizedEmail!.Contains(part));
            int total = await found.CountAsync(cancellationToken);
            Account[] page = await found.OrderBy(a => a.NormalizedEmail).ThenBy(a => a.Id)
                .Skip((request.Page - 1) * request.PageSize).Take(request.PageSize).ToArrayAsync(cancellationToken);
            DateTimeOffset now = clock.GetUtcNow();
            return new Response([.. page.Select(a => ToItem(a, now))], total, request.Page, request.PageSize);
        }

        private static Item ToItem(Account a, DateTimeOffset now) =>
            new(a.Id, a.Email!, a.Role, a.CreatedUtc, a.DisabledUtc, a.MustChangePassword, a.LockoutEnd > now ? a.LockoutEnd.Value.UtcDateTime : null);
    }
}
