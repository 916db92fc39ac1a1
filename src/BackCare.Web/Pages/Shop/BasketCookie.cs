using System.Globalization;
using BackCare.Domain.Catalog;

namespace BackCare.Web.Pages.Shop;

/// <summary>The basket in a first-party cookie: what is in it, and no word of what a shopper told. Nothing of it is kept on the server.</summary>
/// <remarks>It is set when something is put in and deleted when nothing is left, so whoever only looks gets no cookie.</remarks>
public sealed class BasketCookie(IHttpContextAccessor accessor)
{
    /// <summary>Name of the cookie.</summary>
    public const string Name = "backcare-basket";

    // Browsers keep 4,096 bytes of name, value and attributes.
    private const int LongestValue = 3_800;
    // Characters that a cookie's value keeps as they are.
    private const char BetweenLines = '.', BetweenParts = '~';

    private Basket? basket;

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>The basket of this request; empty when there is none or it cannot be read.</summary>
    public Basket Current => basket ??= Read(Context.Request.Cookies[Name]);

    /// <summary>Keeps the basket; false when it is too large to be kept, which changes nothing.</summary>
    public bool Keep(Basket changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        string value = Write(changed);
        if (Uri.EscapeDataString(value).Length > LongestValue) return false;
        basket = changed;
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(7),
            IsEssential = true,
        };
        if (changed.Lines.Count == 0) Context.Response.Cookies.Delete(Name, options);
        else Context.Response.Cookies.Append(Name, value, options);
        return true;
    }

    /// <summary>The cookie's value: lines of product, size, pieces and list, each part percent-encoded.</summary>
    internal static string Write(Basket basket) => string.Join(BetweenLines, basket.Lines.Select(l => string.Join(BetweenParts,
        Escape(l.ProductId), Escape(l.Size), l.Quantity.ToString(CultureInfo.InvariantCulture), Escape(l.ListId ?? ""))));

    /// <summary>Reads what <see cref="Write"/> wrote; a line that cannot be read is left out.</summary>
    internal static Basket Read(string? value)
    {
        Basket read = Basket.Empty;
        foreach (string line in (value ?? "").Split(BetweenLines, StringSplitOptions.RemoveEmptyEntries).Take(Basket.MostLines))
        {
            if (line.Split(BetweenParts) is [var product, var size, var quantity, var list]
                && int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out int pieces) && product.Length is > 0 and <= 400 && list.Length <= 64)
                read = read.Add(new BasketLine(Uri.UnescapeDataString(product), Uri.UnescapeDataString(size), pieces, list.Length > 0 ? Uri.UnescapeDataString(list) : null));
        }
        return read;
    }

    private static string Escape(string part) => Uri.EscapeDataString(part).Replace(".", "%2E", StringComparison.Ordinal).Replace("~", "%7E", StringComparison.Ordinal);
}
