using System.Globalization;
using System.Text.RegularExpressions;

namespace BackCare.Domain.Catalog;

/// <summary>Shoe sizes of a product that is sold in variants.</summary>
public static partial class VariantSizes
{
    /// <summary>The range over the variants that can be bought, or over all when none can; null when a name is not understood, which never excludes anybody.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="sizes">What the maker says of all of them, such as <c>US men's</c>: the system of names that are bare numbers.</param>
    public static ShoeSizeRange? Read(IReadOnlyList<ProductVariant> variants, string sizes)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(sizes);
        ProductVariant[] offered = [.. variants.Where(v => v.InStock)];
        ShoeSizeRange?[] ranges = [.. (offered.Length > 0 ? offered : [.. variants]).Select(v => One(v.Name, sizes))];
        return ranges.Length == 0 || ranges.Any(r => r is null) ? null : new ShoeSizeRange(ranges.Min(r => r!.Value.Lowest), ranges.Max(r => r!.Value.Highest));
    }

    private static ShoeSizeRange? One(string name, string sizes)
    {
        Match number = Number().Match(name);
        string system = number.Groups["system"].Value.Trim() is { Length: > 0 } own ? own : System().Match(sizes).Value;
        if (!number.Success)
            return ShoeSizes.Read(name);
        string from = number.Groups["from"].Value, to = number.Groups["to"] is { Success: true } end ? end.Value : from;
        return ShoeSizes.Read(string.Create(CultureInfo.InvariantCulture, $"{system} {from}-{to}"));
    }

    [GeneratedRegex(@"^(?<system>[^\d]*)(?<from>\d+(\.5)?)(\s*-\s*(?<to>\d+(\.5)?))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex("^(US men's|US women's|EU|Youth)", RegexOptions.CultureInvariant)]
    private static partial Regex System();
}
