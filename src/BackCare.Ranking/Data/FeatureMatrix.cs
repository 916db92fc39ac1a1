using System.Globalization;

namespace BackCare.Ranking.Data;

/// <summary>Rows × columns of model inputs, stored column by column as 32-bit floats; NaN means missing. Immutable once built.</summary>
public sealed class FeatureMatrix
{
    private readonly float[][] _columns;

    /// <summary>Copies <paramref name="columnMajor"/>: column 0's rows first, then column 1's, and so on.</summary>
    /// <param name="rows">Number of rows, at least 0.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="columnMajor"><paramref name="rows"/> × <paramref name="columns"/> values.</param>
    /// <param name="featureNames">One name a column; absent names become <c>Column_0</c>, <c>Column_1</c>, ….</param>
    /// <exception cref="ArgumentException">The length does not fit, or a name is empty, holds white space (model files cannot hold it) or is used twice.</exception>
    public FeatureMatrix(int rows, int columns, ReadOnlySpan<float> columnMajor, IReadOnlyList<string>? featureNames = null)
        : this(rows, Cut(rows, columns, columnMajor), featureNames)
    {
    }

    private FeatureMatrix(int rows, float[][] columns, IReadOnlyList<string>? featureNames)
    {
        Rows = rows;
        _columns = columns;
        FeatureNames = NamesFor(columns.Length, featureNames);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns (features).</summary>
    public int Columns => _columns.Length;

    /// <summary>One distinct name a column, without white space.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The values of one column, one a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="column"/> is not in 0 … <see cref="Columns"/> − 1.</exception>
    public ReadOnlySpan<float> Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Columns);
        return _columns[column].AsSpan(0, Rows);
    }

    /// <summary>Writes one row's values, in column order, into the first <see cref="Columns"/> places of <paramref name="into"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not in 0 … <see cref="Rows"/> − 1.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> is shorter than <see cref="Columns"/>.</exception>
    public void CopyRow(int row, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        if (into.Length < Columns)
            throw new ArgumentException($"The row has {Columns} values, the target only {into.Length} places.", nameof(into));
        for (int column = 0; column < _columns.Length; column++)
            into[column] = _columns[column][row];
    }

    /// <summary>Takes the arrays over without copying; the caller must not write to them again.</summary>
    /// <param name="rows">Number of rows; each array holds at least that many values, what follows is ignored.</param>
    /// <param name="columns">At least one array.</param>
    /// <param name="featureNames">As for the constructor.</param>
    /// <exception cref="ArgumentException">No column, an array that is too short, or names that do not fit.</exception>
    public static FeatureMatrix OverColumns(int rows, float[][] columns, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (columns.Length == 0)
            throw new ArgumentException("A feature matrix needs at least one column.", nameof(columns));
        for (int column = 0; column < columns.Length; column++)
        {
            if (columns[column].Length < rows)
                throw new ArgumentException($"Column {column} holds {columns[column].Length} values, {rows} rows were announced.", nameof(columns));
        }

        return new FeatureMatrix(rows, [.. columns], featureNames);
    }

    /// <summary>Copies row-major values: row 0's columns first.</summary>
    /// <exception cref="ArgumentException">The length does not fit, or names do not fit.</exception>
    public static FeatureMatrix FromRows(int rows, int columns, ReadOnlySpan<float> rowMajor, IReadOnlyList<string>? featureNames = null)
    {
        CheckShape(rows, columns, rowMajor.Length);
        float[][] cut = new float[columns][];
        for (int column = 0; column < columns; column++)
        {
            float[] values = cut[column] = new float[rows];
            for (int row = 0; row < rows; row++)
                values[row] = rowMajor[row * columns + column];
        }

        return new FeatureMatrix(rows, cut, featureNames);
    }

    private static float[][] Cut(int rows, int columns, ReadOnlySpan<float> columnMajor)
    {
        CheckShape(rows, columns, columnMajor.Length);
        float[][] cut = new float[columns][];
        for (int column = 0; column < columns; column++)
            cut[column] = columnMajor.Slice(column * rows, rows).ToArray();
        return cut;
    }

    private static void CheckShape(int rows, int columns, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if ((long)rows * columns != length)
            throw new ArgumentException($"{rows} rows of {columns} columns need {(long)rows * columns} values, {length} were given.", nameof(length));
    }

    private static string[] NamesFor(int columns, IReadOnlyList<string>? given)
    {
        string[] names = new string[columns];
        if (given is null)
        {
            for (int column = 0; column < columns; column++)
                names[column] = string.Create(CultureInfo.InvariantCulture, $"Column_{column}");
            return names;
        }

        if (given.Count != columns)
            throw new ArgumentException($"{given.Count} feature names were given for {columns} columns.", nameof(given));
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int column = 0; column < columns; column++)
        {
            string name = given[column];
            if (string.IsNullOrEmpty(name) || name.Any(char.IsWhiteSpace) || !seen.Add(name))
                throw new ArgumentException($"Feature name '{name}' of column {column} is empty, holds white space or is used twice.", nameof(given));
            names[column] = name;
        }

        return names;
    }
}
