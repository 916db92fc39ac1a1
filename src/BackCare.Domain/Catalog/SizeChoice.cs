using System.Globalization;
using System.Text.RegularExpressions;

namespace BackCare.Domain.Catalog;

/// <summary>The sizes that a shopper chooses between, read out of a maker's free text.</summary>
/// <param name="Options">What can be chosen, as printed; empty when there is nothing to choose.</param>
/// <param name="Note">What the text says beside the choice, such as <c>US men's</c>; the whole text when nothing can be chosen.</param>
public sealed partial record SizeChoice(IReadOnlyList<string> Options, string Note)
{
    // A range of numbers wider than this is a measure, not a list of shoe sizes.
    private const int MostNumbers = 20;

    private static readonly string[] Letters = ["XS", "S", "M", "L", "XL", "XXL"];

    /// <summary>True when one size must be chosen before the product can be bought.</summary>
    public bool IsNeeded => Options.Count > 0;

    /// <summary>The choice of a product: its variants by name, or what its maker's text offers.</summary>
    public static SizeChoice Of(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return product.Variants.Count > 0 ? new SizeChoice([.. product.Variants.Select(v => v.Name)], product.Sizes) : Read(product.Sizes);
    }

    /// <summary>Reads the choice: sides, letter sizes and ranges of them, named sizes, ranges of whole shoe sizes. Anything else leaves nothing to choose.</summary>
    public static SizeChoice Read(string sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        Match whole = WithNote().Match(sizes.Trim());
        string text = whole.Groups["text"].Value.Trim(), note = whole.Groups["note"].Value.Trim();
        string[] parts = text.Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] sides = parts.Contains("left or right", StringComparer.OrdinalIgnoreCase) ? ["left", "right"] : [];
        string[] rest = [.. parts.Where(p => !p.Equals("left or right", StringComparison.OrdinalIgnoreCase))];
        (string[] named, string extra) = Sizes(rest);
        string[] options = sides.Length == 0 ? named : named.Length == 0 ? sides : [.. sides.SelectMany(side => named.Select(size => $"{side}, {size}"))];
        return options.Length < 2 || (named.Length == 0 && rest.Length > 0)
            ? new SizeChoice([], sizes.Trim())
            : new SizeChoice(options, note.Length > 0 ? note : extra);
    }

    private static (string[] Sizes, string Note) Sizes(string[] parts)
    {
        if (parts is [var one] && LetterRange().Match(one) is { Success: true } letters)
        {
            int from = Array.IndexOf(Letters, letters.Groups["from"].Value), to = Array.IndexOf(Letters, letters.Groups["to"].Value);
            return from < to ? (Letters[from..(to + 1)], letters.Groups["by"].Value) : ([], "");
        }

        if (parts is [var range] && NumberRange().Match(range) is { Success: true } numbers)
        {
            int from = Number(numbers.Groups["from"]), to = Number(numbers.Groups["to"]);
            return to > from && to - from < MostNumbers
                ? ([.. Enumerable.Range(from, to - from + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))], numbers.Groups["system"].Value)
                : ([], "");
        }

        return parts.All(Named().IsMatch) ? (parts, "") : ([], "");
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<text>.*?)(\((?<note>[^()]*)\))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WithNote();

    [GeneratedRegex("^(?<from>XS|S|M|L)-(?<to>M|L|XL|XXL)( (?<by>by .+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LetterRange();

    [GeneratedRegex(@"^(?<system>US men's|US women's|EU) (?<from>\d{1,2})-(?<to>\d{1,2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberRange();

    [GeneratedRegex(@"^(XS|S|M|L|XL|XXL|S/M|L/XL|Small|Medium|Regular|Large|Youth)( \d{1,2}(\.5)?-\d{1,2}(\.5)?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
