using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>What an account may do; one account has one role, and each role may do what the ones before it may (docs/accounts.md).</summary>
public enum AccountRole
{
    /// <summary>Somebody who shops.</summary>
    Shopper,

    /// <summary>Reads figures, trains, compares, promotes and rolls back models, runs experiments.</summary>
    Analyst,

    /// <summary>Also runs the shop: products, rules, keys, accounts of shoppers and analysts.</summary>
    Admin,

    /// <summary>Also decides who is an admin or an owner.</summary>
    Owner,
}

/// <summary>Somebody who can sign in. ASP.NET Core Identity hashes the password; <see cref="SignInThrottle"/> counts wrong ones.</summary>
public sealed class Account : IdentityUser
{
    public AccountRole Role { get; set; }

    public DateTime CreatedUtc { get; set; }

    /// <summary>Since when the account cannot sign in; null when it can.</summary>
    public DateTime? DisabledUtc { get; set; }

    /// <summary>True while the password is one that somebody else has seen; nothing else is open until it is changed.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Secret shared with an authenticator app, sealed; null when there is none.</summary>
    public string? AuthenticatorSecret { get; set; }

    /// <summary>Since when signing in needs a code of the app; null when it does not.</summary>
    public DateTime? AuthenticatorSinceUtc { get; set; }

    /// <summary>The time step of the newest code that was used, so that none works twice.</summary>
    public long AuthenticatorLastStep { get; set; }
}
