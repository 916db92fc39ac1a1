using System.Buffers.Text;
using System.Security.Cryptography;

namespace BackCare.Web.Security;

/// <summary>The number used once that a page's own scripts carry; a script without it does not run. New for every response, and asked for only by pages that have scripts.</summary>
public sealed class ScriptNonce
{
    private string? value;

    /// <summary>True when the page has a script.</summary>
    public bool IsUsed => value is not null;

    /// <summary>128 random bits in base64url.</summary>
    public string Value => value ??= Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
