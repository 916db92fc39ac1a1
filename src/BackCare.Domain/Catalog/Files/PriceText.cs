using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Prices as people and programs write them: <c>19.95</c>, <c>1.234,50 €</c>, <c>USD 1,234.50</c>.</summary>
public static class PriceText
{
    /// <summary>Above every price of a product, in minor units.</summary>
    public const long TooMuch = 100_000_000;

    private static readonly string[] WithoutHundredths =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    private static readonly (string Sign, string Currency)[] Signs = [("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("CA$", "CAD"), ("A$", "AUD"), ("zł", "PLN"), ("₹", "INR")];

    /// <summary>The decimal sign that a price makes evident: <c>19,95</c> has a comma; <c>1,234</c> and <c>20</c> leave it open, which is null.</summary>
    public static char? DecimalSignOf(string price)
    {
        ArgumentNullException.ThrowIfNull(price);
        int comma = price.LastIndexOf(','), point = price.LastIndexOf('.');
        if (comma >= 0 && point >= 0)
            return comma > point ? ',' : '.';
        int at = Math.Max(comma, point);
        if (at < 0)
            return null;
        int digits = price.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : price.Length - at - 1;
        bool once = price.IndexOf(price[at]) == at;
        return !once ? (price[at] == ',' ? '.' : ',') : digits is 1 or 2 ? price[at] : null;
    }

    /// <summary>The decimal sign that most of the prices make evident; a point when none does.</summary>
    public static char DecimalSignOf(IEnumerable<string> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        int commas = 0, points = 0;
        foreach (char? sign in prices.Select(DecimalSignOf))
        {
            commas += sign == ',' ? 1 : 0;
            points += sign == '.' ? 1 : 0;
        }

        return commas > points ? ',' : '.';
    }

    /// <summary>Reads a price exactly.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="decimalSign">Point or comma.</param>
    /// <param name="minor">Hundredths of the currency.</param>
    /// <param name="currency">The currency that the text names; null when it names none, or only <c>$</c>.</param>
    /// <returns>False when it is no price above 0 with at most two decimals.</returns>
    public static bool TryRead(string text, char decimalSign, out long minor, out string? currency)
    {
        ArgumentNullException.ThrowIfNull(text);
        minor = 0;
        string number = TakeCurrency(text.Trim(), out currency);
        if (!IsGrouped(number, decimalSign))
            return false;
        string plain = string.Concat(number.Where(c => char.IsAsciiDigit(c) || c == decimalSign)).Replace(',', '.');
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price) || price > TooMuch / 100m)
            return false;
        decimal hundredths = price * 100;
        // Some programs write four decimals, the last two of them zero.
        if (hundredths != decimal.Truncate(hundredths) || hundredths <= 0)
            return false;
        minor = (long)hundredths;
        return true;
    }

    /// <summary>As files of BackCare have it: a point and two decimals.</summary>
    public static string Of(long minor) => (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Why a currency cannot be used; null when it can.</summary>
    public static string? FaultOf(string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return currency.Length != 3 || currency.Any(c => c is < 'A' or > 'Z') ? "is not a currency code of three letters"
            : WithoutHundredths.Contains(currency) ? "is a currency without hundredths, which prices here are kept in"
            : null;
    }

    private static string TakeCurrency(string text, out string? currency)
    {
        currency = null;
        foreach ((string sign, string named) in Signs)
        {
            if (!text.Contains(sign, StringComparison.Ordinal))
                continue;
            currency = named;
            return text.Replace(sign, "", StringComparison.Ordinal).Trim();
        }

        if (text.Length > 3 && IsCode(text.AsSpan(0, 3)) && !char.IsAsciiLetter(text[3]))
            (currency, text) = (text[..3], text[3..]);
        else if (text.Length > 3 && IsCode(text.AsSpan(text.Length - 3)) && !char.IsAsciiLetter(text[^4]))
            (currency, text) = (text[^3..], text[..^3]);
        return text.Trim().Trim('$').Trim();
    }

    private static bool IsCode(ReadOnlySpan<char> three) => !three.ContainsAnyExceptInRange('A', 'Z');

    // Thousands stand in groups of three, set off by the other sign, a blank or an apostrophe.
    private static bool IsGrouped(string number, char decimalSign)
    {
        int point = number.IndexOf(decimalSign);
        string whole = point < 0 ? number : number[..point];
        if (point >= 0 && (point == number.Length - 1 || number.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9')))
            return false;
        string[] groups = whole.Split(decimalSign == '.' ? ',' : '.', ' ', '\u00a0', '\u202f', '\'', '’');
        return groups.All(g => g.Length > 0 && !g.AsSpan().ContainsAnyExceptInRange('0', '9')) && groups.Skip(1).All(g => g.Length == 3)
            && (groups.Length == 1 || groups[0].Length <= 3);
    }
}
