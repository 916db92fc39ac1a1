using System.Globalization;
using System.Text.RegularExpressions;

namespace BackCare.App.Serving;

/// <summary>Names of model versions: they sort by time of creation, and each is a plain folder name.</summary>
public static partial class ModelVersion
{
    /// <summary>What a name must look like, for messages.</summary>
    public const string Rule = "letters, digits, dots, hyphens and underscores, at most 100, not starting or ending with a dot";

    /// <summary>Whether a text is a version's name and no path.</summary>
    public static bool IsName(string? text) => text is not null && Name().IsMatch(text);

    /// <summary>The name of a model made now, such as <c>20261126-114500-3fa9c1d2</c>.</summary>
    /// <param name="createdUtc">When it was made.</param>
    /// <param name="modelHash">SHA-256 of its model file, in hex; the first 8 digits tell models of the same second apart.</param>
    public static string Of(DateTime createdUtc, string modelHash)
    {
        ArgumentNullException.ThrowIfNull(modelHash);
        return string.Create(CultureInfo.InvariantCulture, $"{createdUtc:yyyyMMdd-HHmmss}-{modelHash[..8].ToLowerInvariant()}");
    }

    [GeneratedRegex(@"^(?!\.)[A-Za-z0-9._-]{1,100}(?<!\.)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
