namespace BackCare.Ranking.Data;

/// <summary>Why a data file was refused: where, what stands there, what is wrong with it, what to do.</summary>
/// <param name="Source">Which file: <c>data</c>, <c>query</c> or <c>weight</c>.</param>
/// <param name="Line">1-based line; for a fault of the whole file, its last line.</param>
/// <param name="Column">1-based character in the line; 0 when the whole line or file is meant.</param>
/// <param name="Value">The offending text, cut to 40 characters.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record DataFault(string Source, int Line, int Column, string Value, string Problem, string Remedy)
{
    /// <summary>One sentence with everything in it.</summary>
    public override string ToString()
    {
        string place = Column > 0 ? $"{Source} line {Line}, column {Column}" : $"{Source} line {Line}";
        return Value.Length == 0 ? $"{place}: {Problem}. {Remedy}." : $"{place}, '{Value}': {Problem}. {Remedy}.";
    }

    internal static string Shorten(ReadOnlySpan<char> value) => value.Length <= 40 ? value.ToString() : $"{value[..39]}…";
}
