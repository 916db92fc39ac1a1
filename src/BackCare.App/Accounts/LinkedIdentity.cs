namespace BackCare.App.Accounts;

/// <summary>Somebody at another identity provider who opens an account here.</summary>
public sealed class LinkedIdentity
{
    /// <summary>SHA-256 of issuer and subject.</summary>
    public required string Id { get; set; }

    public required string AccountId { get; set; }

    /// <summary>The provider.</summary>
    public required string Issuer { get; set; }

    public DateTime SinceUtc { get; set; }

    /// <summary>What is stored of an issuer and a subject.</summary>
    public static string IdOf(string issuer, string subject) => KeyText.HashOf($"{issuer}\n{subject}");
}
