namespace BackCare.Domain.Symptoms.Reading;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Border : byte
{
    None,

    /// <summary>Comma, bracket, dash: a part of a sentence may end.</summary>
    Part,

    /// <summary>Full stop, question mark, line break: a sentence ends.</summary>
    Sentence,
}

/// <summary>The words of one text with their places; reused from text to text by one thread.</summary>
/// <remarks>Reads at most <see cref="MaxCharacters"/> characters and <see cref="MaxTokens"/> words, so that work is bounded whatever is sent.</remarks>
internal sealed class Tokens
{
    public const int MaxCharacters = 4_000;
    public const int MaxTokens = 1_024;
    public const int MaxWordLength = 32;

    private readonly char[] folded = new char[MaxTokens * 8];
    private readonly int[] foldedStart = new int[MaxTokens + 1];

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>First UTF-16 unit of each word in the text as sent.</summary>
    public int[] Start { get; } = new int[MaxTokens];

    /// <summary>UTF-16 units of each word in the text as sent.</summary>
    public int[] Length { get; } = new int[MaxTokens];

    /// <summary>What stands before each word.</summary>
    public Border[] Before { get; } = new Border[MaxTokens];

    /// <summary>A letter stood three times or more in a row; it stands twice in the folded word.</summary>
    public bool[] Stretched { get; } = new bool[MaxTokens];

    /// <summary>Vocabulary id of the word as written, or -1.</summary>
    public int[] Word { get; } = new int[MaxTokens];

    /// <summary>Vocabulary id of the word that it was read as: the word itself, its correction, or -1.</summary>
    public int[] ReadAs { get; } = new int[MaxTokens];

    /// <summary>The word stands inside a negation.</summary>
    public bool[] Negated { get; } = new bool[MaxTokens];

    /// <summary>The folded word.</summary>
    public ReadOnlySpan<char> Folded(int token) => folded.AsSpan(foldedStart[token], foldedStart[token + 1] - foldedStart[token]);

    /// <summary>The stretch from one word to another, both included.</summary>
    public TextSpan Span(int first, int last) => new(Start[first], Start[last] + Length[last] - Start[first]);

    /// <summary>Splits a text into folded words.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Count = 0;
        int room = 0, end = Math.Min(text.Length, MaxCharacters);
        Border before = Border.Sentence;
        for (int at = 0; at < end && Count < MaxTokens;)
        {
            char c = WordFolding.Fold(text[at]);
            if (c == WordFolding.Skip)
            {
                at++;
            }
            else if (c == '\u0001')
            {
                Border border = BorderOf(text, at);
                before = border > before ? border : before;
                at++;
            }
            else
            {
                int next = ReadWord(text[..end], at, ref room);
                if (next < 0)
                    return;
                Before[Count] = before;
                before = Border.None;
                Count++;
                at = next;
            }
        }
    }

    private int ReadWord(ReadOnlySpan<char> text, int at, ref int room)
    {
        int begin = room, start = at, lastKept = at, run = 0;
        char previous = '\0';
        bool stretched = false;
        for (; at < text.Length; at++)
        {
            char raw = text[at];
            if (WordFolding.IsApostrophe(raw) && at > start && at + 1 < text.Length && WordFolding.Fold(text[at + 1]) > '\u0001')
                continue;
            char c = WordFolding.Fold(raw);
            if (c == '\u0001')
                break;
            if (c != WordFolding.Skip || raw is >= '\u0300' and <= '\u036F')
                lastKept = at;
            if (c == WordFolding.Skip)
                continue;
            run = c == previous ? run + 1 : 1;
            previous = c;
            bool digit = char.IsAsciiDigit(c);
            if (run > 2 && !digit)
            {
                stretched = true;
                continue;
            }

            if (room - begin >= MaxWordLength)
                continue;
            if (room >= folded.Length)
                return -1;
            folded[room++] = c;
        }

        // Spanish contractions read as their preposition: "atras del talon" is "atras de talon".
        if (room - begin == 3 && folded.AsSpan(begin, 3) is "del")
            room--;
        Start[Count] = start;
        Length[Count] = lastKept + 1 - start;
        Stretched[Count] = stretched;
        Negated[Count] = false;
        foldedStart[Count] = begin;
        foldedStart[Count + 1] = room;
        return Math.Max(at, lastKept + 1);
    }

    private static Border BorderOf(ReadOnlySpan<char> text, int at)
    {
        char c = text[at];
        switch (c)
        {
            case '.' or ',' when at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]):
                return Border.None;
            case '.' or '!' or '?' or ';' or '\n' or '\r' or '\u2026' or '|':
                return Border.Sentence;
            case ',' or ':' or '(' or ')' or '[' or ']' or '\u2013' or '\u2014' or '&' or '+' or '\u2022':
                return Border.Part;
            case '-' when (at == 0 || text[at - 1] == ' ') && (at + 1 >= text.Length || text[at + 1] == ' '):
                return Border.Part;
            default:
                return Border.None;
        }
    }
}
