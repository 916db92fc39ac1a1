using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BackCare.Ranking.Forest;

/// <summary>One <c>key=value</c> line of a model file, read as what the key needs.</summary>
internal readonly record struct ModelField(string Key, string Value, int Line)
{
    /// <summary>Cuts a line at its first equals sign; a line without one is a key without a value.</summary>
    public static ModelField Parse(string line, int number)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(line, "", number) : new(line[..equals], line[(equals + 1)..], number);
    }

    public ModelFormatException Refuse(string reason) => new(Line, $"{Key}: {reason}");

    public int Integer() =>
        TryInt(Value, out int value) ? value : throw Refuse($"a whole number is needed, not '{Excerpt(Value)}'");

    public double Number() =>
        TryDouble(Value, out double value) ? value : throw Refuse($"a number is needed, not '{Excerpt(Value)}'");

    public string[] Words() => Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public ImmutableArray<int> Integers(int count) => ParseAll<int>(count, TryInt);

    public ImmutableArray<uint> UnsignedIntegers(int count) => ParseAll<uint>(count, TryUInt);

    public ImmutableArray<double> Numbers(int count) => ParseAll<double>(count, TryDouble);

    public ImmutableArray<byte> Bytes(int count) => ParseAll<byte>(count, TryByte);

    /// <summary>The start of a text, short enough for a message and without control characters.</summary>
    public static string Excerpt(ReadOnlySpan<char> text)
    {
        Span<char> start = stackalloc char[Math.Min(text.Length, 40)];
        for (int i = 0; i < start.Length; i++) start[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        return text.Length > start.Length ? $"{start}…" : start.ToString();
    }

    private delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    /// <summary>Grows with what is really there: an announced count alone takes no memory.</summary>
    private ImmutableArray<T> ParseAll<T>(int count, TryParse<T> tryParse)
    {
        List<T> values = [];
        ReadOnlySpan<char> text = Value;
        foreach (Range range in text.Split(' '))
        {
            ReadOnlySpan<char> token = text[range];
            if (token.IsEmpty) continue;
            if (values.Count == count) throw Refuse($"more than the {count} values needed are there");
            if (!tryParse(token, out T value)) throw Refuse($"value {values.Count} is not readable: '{Excerpt(token)}'");
            values.Add(value);
        }

        return values.Count == count
            ? ImmutableCollectionsMarshal.AsImmutableArray(values.ToArray())
            : throw Refuse($"{count} values are needed, {values.Count} are there");
    }

    private static bool TryInt(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryUInt(ReadOnlySpan<char> text, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryByte(ReadOnlySpan<char> text, out byte value) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryDouble(ReadOnlySpan<char> text, out double value)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out value)) return true;
        value = text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => 0,
        };
        return value != 0;
    }
}
