namespace BackCare.App.Accounts;

/// <summary>How often something was guessed at: an account from one address, an account from anywhere, an account's second step.</summary>
public sealed class SignInTry
{
    /// <summary>SHA-256 of what is guessed at and from where; neither can be read from it.</summary>
    public required string Key { get; set; }

    /// <summary>The account; null while there is none with the address that was typed.</summary>
    public string? AccountId { get; set; }

    /// <summary>Wrong tries in a row.</summary>
    public int Wrong { get; set; }

    public DateTime LastUtc { get; set; }

    /// <summary>Until when no try is looked at; null while tries are.</summary>
    public DateTime? RestsUntilUtc { get; set; }

    /// <summary>When a try was last right; null when none was yet.</summary>
    public DateTime? SucceededUtc { get; set; }
}
