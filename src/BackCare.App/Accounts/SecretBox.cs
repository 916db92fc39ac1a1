namespace BackCare.App.Accounts;

/// <summary>Seals secrets before they are stored or handed out, and opens them again.</summary>
/// <param name="seal">Encrypts and authenticates.</param>
/// <param name="open">The opposite; null for what was not sealed here.</param>
/// <remarks>The web host seals with its data protection keys; a program without web never meets such a secret.</remarks>
public sealed class SecretBox(Func<string, string> seal, Func<string, string?> open)
{
    /// <summary>For programs that neither make nor check codes.</summary>
    public static SecretBox None { get; } = new(
        static _ => throw new InvalidOperationException("This program has no keys to seal a secret with."), static _ => null);

    /// <summary>The secret, unreadable.</summary>
    public string Seal(string secret) => seal(secret);

    /// <summary>The secret; null when it was not sealed here or its key is gone.</summary>
    public string? Open(string sealedText) => open(sealedText);
}
