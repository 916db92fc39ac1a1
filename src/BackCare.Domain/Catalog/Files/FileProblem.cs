using System.Globalization;

namespace BackCare.Domain.Catalog.Files;

/// <summary>Something wrong in one row of a product file.</summary>
/// <param name="Line">Line of the file, 1-based.</param>
/// <param name="Column">Column as the file calls it; empty when the whole row is meant.</param>
/// <param name="Value">What was found, shortened.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Blocks">True when the product cannot be imported with it, false for a warning.</param>
public sealed record FileProblem(int Line, string Column, string Value, string Problem, string Remedy, bool Blocks = true)
{
    /// <summary>Most letters of a value that are repeated.</summary>
    public const int LongestValue = 120;

    /// <summary>Shortens what is repeated of a file.</summary>
    public static string Short(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= LongestValue ? value : string.Concat(value.AsSpan(0, LongestValue - 1), "…");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"line {Line}{(Column.Length > 0 ? $" [{Column}]" : "")}{(Value.Length > 0 ? $" '{Value}'" : "")}: {Problem}. {Remedy}.");
}
