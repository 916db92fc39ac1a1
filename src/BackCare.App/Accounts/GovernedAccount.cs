using BackCare.App.Data;
using BackCare.App.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Accounts;

/// <summary>An account that somebody wants to change, found and allowed.</summary>
internal static class GovernedAccount
{
    /// <summary>By id or e-mail address; refused when there is none or when the actor may not change accounts of its role.</summary>
    public static async Task<Answer<Account>> FindAsync(BackCareDb db, string idOrEmail, Actor by, CancellationToken cancellationToken)
    {
        string normal = idOrEmail.Trim().ToUpperInvariant();
        Account? account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == idOrEmail || a.NormalizedEmail == normal, cancellationToken);
        if (account is null) return new Refusal(RefusalKind.NotFound, "There is no account with this id or e-mail address.");
        return by.MayGovern(account.Role) ? account : new Refusal(RefusalKind.Forbidden, "Only an owner may change the account of an admin or an owner.");
    }

    /// <summary>Why an owner's account cannot be taken away; null when another owner can still sign in.</summary>
    /// <remarks>Asked inside a serializable transaction: two owners who remove each other at once would otherwise leave none.</remarks>
    public static async Task<Refusal?> WhyLastOwnerAsync(BackCareDb db, Account account, CancellationToken cancellationToken)
    {
        if (account.Role != AccountRole.Owner) return null;
        bool another = await db.Accounts.AnyAsync(a => a.Role == AccountRole.Owner && a.DisabledUtc == null && a.Id != account.Id, cancellationToken);
        return another ? null : new Refusal(RefusalKind.Conflict, "This is the last owner who can sign in. Make another owner first.");
    }
}
