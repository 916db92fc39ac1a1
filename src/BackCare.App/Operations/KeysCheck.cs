using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using BackCare.App.Accounts;

namespace BackCare.App.Operations;

/// <summary>Whether there is a key in force that cookies are encrypted with, and until when.</summary>
internal static class KeysCheck
{
    private const string Area = "keys";

    public static Finding Run(ProtectionKeys keys, TimeProvider clock)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        DateTime?[] ends = [.. keys.All().Select(ExpiryOf).Where(end => end is not null)];
        if (ends.Length == 0)
            return Finding.Ok(Area, "data protection", "No key was made yet; the first sign-in makes one.");
        DateTime last = ends.Max()!.Value;
        string said = string.Create(CultureInfo.InvariantCulture, $"{ends.Length} {(ends.Length == 1 ? "key" : "keys")}, the newest until {last:yyyy-MM-dd}.");
        return last > now ? Finding.Ok(Area, "data protection", said)
            : Finding.Warn(Area, "data protection", said, "The next sign-in makes another. If it does not, the database cannot be written, or the clock is wrong.");
    }

    /// <summary>When a key ends; null for what is no key, such as a revocation.</summary>
    private static DateTime? ExpiryOf(string xml)
    {
        try
        {
            return XElement.Parse(xml).Element("expirationDate")?.Value is { } text
                && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime end) ? end : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
