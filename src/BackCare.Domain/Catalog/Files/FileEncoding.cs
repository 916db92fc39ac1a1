using System.Text;

namespace BackCare.Domain.Catalog.Files;

/// <summary>How the letters of a product file are written as bytes.</summary>
public enum FileEncoding
{
    /// <summary>UTF-8 without a mark.</summary>
    Utf8,

    /// <summary>UTF-8 behind a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>UTF-16, low byte first; what spreadsheets call "Unicode text".</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,

    /// <summary>Windows-1252, the Western European code page of older programs.</summary>
    Windows1252,
}

/// <summary>Names of encodings, and the framework's own readers of them.</summary>
public static class FileEncodings
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>What a person calls it.</summary>
    public static string NameOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 => "UTF-8",
        FileEncoding.Utf8WithMark => "UTF-8 with a byte order mark",
        FileEncoding.Utf16LittleEndian => "UTF-16",
        FileEncoding.Utf16BigEndian => "UTF-16 (big-endian)",
        FileEncoding.Windows1252 => "Windows-1252 (Western European)",
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Unknown encoding."),
    };

    /// <summary>Reads it; bytes that are no letters become U+FFFD.</summary>
    public static Encoding ReaderOf(FileEncoding encoding) => encoding switch
    {
        FileEncoding.Utf8 or FileEncoding.Utf8WithMark => Encoding.UTF8,
        FileEncoding.Utf16LittleEndian => Encoding.Unicode,
        FileEncoding.Utf16BigEndian => Encoding.BigEndianUnicode,
        FileEncoding.Windows1252 => Western,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Unknown encoding."),
    };
}

/// <summary>Tells the encoding of a file from all its bytes, handed over piece by piece: one byte at its end may decide between UTF-8 and Windows-1252.</summary>
public sealed class EncodingDetector
{
    private readonly byte[] head = new byte[SniffedFile.HeadBytes];
    private int headLength, needed, linesBefore = 1;
    private byte lowest = 0x80, highest = 0xBF;
    private bool invalid;

    /// <summary>Bytes seen.</summary>
    public long Bytes { get; private set; }

    /// <summary>Line of the first byte that is not UTF-8, 1-based; null while there is none.</summary>
    public int? InvalidLine { get; private set; }

    /// <summary>The first bytes, for <see cref="SniffedFile.Of"/>.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, headLength);

    /// <summary>What the file is written in, as far as it has been seen.</summary>
    public FileEncoding Encoding =>
        Head.StartsWith(System.Text.Encoding.UTF8.Preamble) ? FileEncoding.Utf8WithMark
        : Head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? FileEncoding.Utf16LittleEndian
        : Head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? FileEncoding.Utf16BigEndian
        : Zeros(odd: true) ? FileEncoding.Utf16LittleEndian
        : Zeros(odd: false) ? FileEncoding.Utf16BigEndian
        : invalid || needed > 0 ? FileEncoding.Windows1252
        : FileEncoding.Utf8;

    /// <summary>Why the file cannot be read in the encoding that its mark names; null when it can.</summary>
    public string? Contradiction => Encoding == FileEncoding.Utf8WithMark && (invalid || needed > 0)
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"The file begins with the mark of UTF-8, but line {InvalidLine ?? 1} holds bytes that are not UTF-8. Save it again as \"CSV UTF-8\".")
        : null;

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        int taken = Math.Min(bytes.Length, head.Length - headLength);
        bytes[..taken].CopyTo(head.AsSpan(headLength));
        headLength += taken;
        Bytes += bytes.Length;
        if (!invalid)
            Check(bytes);
    }

    // The well-formed byte sequences of The Unicode Standard, table 3-7.
    private void Check(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = bytes[i];
            if (needed > 0)
            {
                if (b < lowest || b > highest)
                {
                    Invalid(bytes[..i]);
                    return;
                }

                (needed, lowest, highest) = (needed - 1, 0x80, 0xBF);
                continue;
            }

            if (b < 0x80)
            {
                int plain = bytes[i..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (plain < 0)
                    break;
                i += plain - 1;
                continue;
            }

            needed = b switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
            (lowest, highest) = b switch { 0xE0 => ((byte)0xA0, (byte)0xBF), 0xED => ((byte)0x80, (byte)0x9F), 0xF0 => ((byte)0x90, (byte)0xBF), 0xF4 => ((byte)0x80, (byte)0x8F), _ => ((byte)0x80, (byte)0xBF) };
            if (needed == 0)
            {
                Invalid(bytes[..i]);
                return;
            }
        }

        linesBefore += bytes.Count((byte)'\n');
    }

    private void Invalid(ReadOnlySpan<byte> before) => (invalid, InvalidLine) = (true, linesBefore + before.Count((byte)'\n'));

    // Letters of Western languages leave every other byte of UTF-16 zero.
    private bool Zeros(bool odd)
    {
        if (headLength < 4)
            return false;
        int zeros = 0, others = 0;
        for (int i = 0; i + 1 < headLength; i += 2)
        {
            zeros += Head[odd ? i + 1 : i] == 0 ? 1 : 0;
            others += Head[odd ? i : i + 1] == 0 ? 1 : 0;
        }

        return zeros * 10 > headLength / 2 * 7 && others == 0;
    }
}
