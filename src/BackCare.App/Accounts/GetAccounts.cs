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

    /// <summary>One account; after too many wrong tries it rests for the addresses that they came from until the time given.</summary>
    public sealed record Item(
        string Id, string Email, AccountRole Role, DateTime CreatedUtc, DateTime? DisabledUtc, bool MustChangePassword, DateTime? RestsUntilUtc, bool HasAuthenticator,
        int Passkeys, bool HasPassword)
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
            DateTime now = clock.GetUtcNow().UtcDateTime;
            string?[] ids = [.. page.Select(a => a.Id)];
            var rests = await db.SignInTries.Where(t => ids.Contains(t.AccountId) && t.RestsUntilUtc > now)
                .GroupBy(t => t.AccountId!).Select(g => new { g.Key, Until = g.Max(t => t.RestsUntilUtc) }).ToDictionaryAsync(g => g.Key, g => g.Until, cancellationToken);
            var passkeys = await db.Passkeys.Where(p => ids.Contains(p.UserId)).GroupBy(p => p.UserId).Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
            return new Response([.. page.Select(a => ToItem(a, rests.GetValueOrDefault(a.Id), passkeys.GetValueOrDefault(a.Id)))], total, request.Page, request.PageSize);
        }

        private static Item ToItem(Account a, DateTime? restsUntil, int passkeys) =>
            new(a.Id, a.Email!, a.Role, a.CreatedUtc, a.DisabledUtc, a.MustChangePassword, restsUntil, a.AuthenticatorSinceUtc is not null, passkeys, a.PasswordHash is not null);
    }
}
