using System.Buffers.Binary;
using System.Numerics;

namespace BackCare.App.Events.Spool;

/// <summary>What a spool file holds, as far as it can be read.</summary>
/// <param name="Records">Every whole record, in order.</param>
/// <param name="UnreadBytes">Bytes after the last whole record; 0 when there are none.</param>
/// <param name="IsDamaged">True when they are more than one write that was torn, which nobody was promised anything of.</param>
internal sealed record SpoolContent(IReadOnlyList<SpoolRecord> Records, long UnreadBytes, bool IsDamaged);

/// <summary>A file of records, each with its length and a checksum. Whoever kills the writer, or fills the disk, leaves whole records and at most one torn one at the end.</summary>
internal sealed class SpoolFile : IDisposable
{
    private const int HeadBytes = 8, MostRecordBytes = 256 * 1024 * 1024;
    private static readonly byte[] Magic = "BCSPOOL1"u8.ToArray();

    private readonly FileStream file;
    private long whole;

    private SpoolFile(FileStream file, string path) => (this.file, Path) = (file, path);

    public string Path { get; }

    /// <summary>Bytes that are on disk.</summary>
    public long Length => whole;

    /// <summary>Makes a new file that its owner alone may read.</summary>
    /// <exception cref="IOException">It exists, or the disk does not take it.</exception>
    public static SpoolFile Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var spool = new SpoolFile(new FileStream(path, options), path);
        try
        {
            spool.Append(Magic);
            return spool;
        }
        catch
        {
            spool.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Adds records; when this returns the disk has them.</summary>
    /// <exception cref="IOException">None of them is in the file: what was written of them is cut off again.</exception>
    public void Append(IReadOnlyList<byte[]> records)
    {
        byte[] all = new byte[records.Sum(r => HeadBytes + r.Length)];
        int at = 0;
        foreach (byte[] record in records)
        {
            BinaryPrimitives.WriteInt32LittleEndian(all.AsSpan(at), record.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(all.AsSpan(at + 4), Checksum(record));
            record.CopyTo(all, at + HeadBytes);
            at += HeadBytes + record.Length;
        }

        Append(all);
    }

    /// <summary>Reads a file up to its first record that is not whole.</summary>
    /// <exception cref="InvalidDataException">It is no spool file, or a whole record is of another program.</exception>
    public static SpoolContent Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var records = new List<SpoolRecord>();
        if (bytes.Length < Magic.Length)
            return new SpoolContent(records, bytes.Length, IsDamaged: false);
        if (!bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new InvalidDataException("It does not begin as a spool file does.");
        int at = Magic.Length;
        while (TryRead(bytes, at) is { } length)
        {
            records.Add(SpoolRecord.Of(bytes.AsSpan(at + HeadBytes, length)));
            at += HeadBytes + length;
        }

        return new SpoolContent(records, bytes.Length - at, HasMoreAfter(bytes, at));
    }

    /// <summary>Overwrites a file that is no longer needed, as erased rows of the database are, and removes it.</summary>
    public static void Wipe(string path)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            byte[] zeros = new byte[Math.Min(file.Length, 1024 * 1024)];
            for (long left = file.Length; left > 0; left -= zeros.Length)
                file.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    public void Dispose() => file.Dispose();

    private void Append(byte[] bytes)
    {
        try
        {
            file.Position = whole;
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            whole += bytes.Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A reader would stop at what was torn, so nothing may come after it.
            file.SetLength(whole);
            throw;
        }
    }

    /// <summary>Length of the record at a place; null when there is none, or none that is whole.</summary>
    private static int? TryRead(byte[] bytes, int at)
    {
        if (bytes.Length - at < HeadBytes)
            return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4));
        bool isWhole = length is > 0 and <= MostRecordBytes && length <= bytes.Length - at - HeadBytes && Checksum(bytes.AsSpan(at + HeadBytes, length)) == checksum;
        return isWhole ? length : null;
    }

    /// <summary>Whether anything follows the record at a place, which is not whole: then it was whole once.</summary>
    private static bool HasMoreAfter(byte[] bytes, int at) =>
        bytes.Length - at >= HeadBytes && BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) is > 0 and var length && length < bytes.Length - at - HeadBytes;

    /// <summary>CRC-32C.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte rest in bytes)
            checksum = BitOperations.Crc32C(checksum, rest);
        return ~checksum;
    }
}
