using Microsoft.AspNetCore.Identity;

namespace BackCare.App.Accounts;

/// <summary>What a password must be: long, not one character over and over, not one that everybody thinks of, and not the e-mail address. No rule about kinds of characters.</summary>
/// <remarks>Length is what makes guessing dear; composition rules lead to predictable passwords (NIST SP 800-63B, section 3.1.1.2).</remarks>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Shortest = 12;

    /// <summary>Bounds the work of hashing.</summary>
    public const int Longest = 256;

    private const int FewestDifferent = 5;

    /// <summary>What to tell people before they choose.</summary>
    public const string Advice = "At least 12 characters; a few unrelated words are good. No rule about digits or signs, but none that everybody thinks of.";

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Problem(password, user?.Email) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = problem })
            : IdentityResult.Success);

    /// <summary>What is wrong with a password; null when nothing is.</summary>
    public static string? Problem(string? password, string? email)
    {
        if (password is null || password.Length < Shortest) return "Use at least 12 characters.";
        if (password.Length > Longest) return "Use at most 256 characters.";
        if (password.Distinct().Count() < FewestDifferent) return "Use at least 5 different characters.";
        if (CommonPasswords.Has(password)) return "This is one of the passwords that are tried first. Put a few unrelated words together.";
        string name = email?.Split('@')[0] ?? "";
        return name.Length >= 4 && password.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? "Leave your e-mail address out of your password." : null;
    }
}
