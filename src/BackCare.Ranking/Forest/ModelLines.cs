using System.Text;

namespace BackCare.Ranking.Forest;

/// <summary>The lines of a model file, one ahead, with their numbers; no line may be longer than <see cref="LongestLine"/>.</summary>
internal sealed class ModelLines
{
    /// <summary>Characters a line may have: room for a tree of LightGBM's largest size or a million feature names.</summary>
    public const int LongestLine = 1 << 25;

    private readonly TextReader _source;
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _partial = new();
    private int _next, _filled;

    public ModelLines(TextReader source)
    {
        _source = source;
        Advance();
    }

    /// <summary>The line at hand without its end; null after the last.</summary>
    public string? Current { get; private set; }

    /// <summary>Its number, from 1; after the last line the number of that line.</summary>
    public int Number { get; private set; }

    /// <summary>Characters before the line at hand, counting one for each line end.</summary>
    public long Offset { get; private set; }

    public void Advance()
    {
        if (Current is not null) Offset += Current.Length + 1;
        Current = ReadLine();
        if (Current is not null) Number++;
    }

    public void SkipBlank()
    {
        while (Current is { Length: 0 }) Advance();
    }

    public ModelFormatException Refuse(string reason) => new(Math.Max(1, Number), reason);

    private string? ReadLine()
    {
        _partial.Clear();
        while (true)
        {
            if (_next == _filled)
            {
                (_next, _filled) = (0, _source.Read(_buffer, 0, _buffer.Length));
                if (_filled == 0) return _partial.Length == 0 ? null : _partial.ToString();
            }

            ReadOnlySpan<char> rest = _buffer.AsSpan(_next, _filled - _next);
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> piece = end < 0 ? rest : rest[..end];
            if (_partial.Length + piece.Length > LongestLine)
                throw new ModelFormatException(Number + 1, $"the line is longer than {LongestLine} characters");
            _partial.Append(piece);
            _next += piece.Length + (end < 0 ? 0 : 1);
            if (end < 0) continue;
            if (_partial.Length > 0 && _partial[^1] == '\r') _partial.Length--;
            return _partial.ToString();
        }
    }
}
