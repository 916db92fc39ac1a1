using System.Globalization;

namespace BackCare.Domain.Catalog;

/// <summary>Numbers of things in English, as people say them: "1 product", "1,200 products".</summary>
public static class Counted
{
    /// <summary>A number with its noun; thousands are set off by a comma.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one, with what follows it, such as <c>product was</c>.</param>
    /// <param name="many">The same for any other number; <paramref name="one"/> with an s when left out.</param>
    public static string Of(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");
}
