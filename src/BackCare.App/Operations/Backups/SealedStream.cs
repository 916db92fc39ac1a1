using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BackCare.App.Operations.Backups;

/// <summary>A backup under a passphrase: pieces of 64 KB by AES-256-GCM, the key by PBKDF2 from the passphrase and a salt of the file. A piece that is changed, missing, moved or cut off is found out.</summary>
/// <remarks>Each piece's nonce is its number, which is safe because the key is of this file alone; whether it is the last is authenticated with it.</remarks>
internal sealed class SealedStream : Stream
{
    private const int Piece = 64 * 1024, Salt = 16, Tag = 16, Rounds = 600_000;
    private static readonly byte[] Magic = "BackCare sealed 1\n"u8.ToArray();

    private readonly Stream inner;
    private readonly AesGcm cipher;
    private readonly byte[] waiting = new byte[Piece];
    private int filled;
    private ulong number;

    private SealedStream(Stream inner, AesGcm cipher) => (this.inner, this.cipher) = (inner, cipher);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>True when a file is sealed.</summary>
    public static bool IsSealed(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[Magic.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(Magic);
    }

    /// <summary>Seals what is written; the last piece is written when it is disposed of.</summary>
    public static SealedStream Create(Stream inner, string passphrase)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(Salt);
        inner.Write(Magic);
        inner.Write(salt);
        return new SealedStream(inner, CipherOf(passphrase, salt));
    }

    /// <summary>Opens a sealed file into another.</summary>
    /// <returns>False when the passphrase is wrong or a piece is damaged; then <paramref name="target"/> holds nothing to be used.</returns>
    public static bool TryOpen(Stream source, Stream target, string passphrase)
    {
        byte[] start = new byte[Magic.Length + Salt];
        source.ReadExactly(start);
        using AesGcm cipher = CipherOf(passphrase, start.AsSpan(Magic.Length));
        byte[] head = new byte[5], box = new byte[Piece + Tag], clear = new byte[Piece];
        for (ulong number = 0; ; number++)
        {
            if (source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
                return false;
            int length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is < 0 or > Piece || source.ReadAtLeast(box.AsSpan(0, length + Tag), length + Tag, throwOnEndOfStream: false) < length + Tag)
                return false;
            try
            {
                cipher.Decrypt(NonceOf(number), box.AsSpan(Tag, length), box.AsSpan(0, Tag), clear.AsSpan(0, length), head);
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }

            target.Write(clear, 0, length);
            if (head[4] == 1)
                return source.ReadByte() < 0;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(Piece - filled, buffer.Length);
            buffer[..taken].CopyTo(waiting.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
            if (filled == Piece && !buffer.IsEmpty)
                WritePiece(isLast: false);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            WritePiece(isLast: true);
            cipher.Dispose();
            inner.Flush();
        }

        base.Dispose(disposing);
    }

    private void WritePiece(bool isLast)
    {
        byte[] head = new byte[5], box = new byte[filled], tag = new byte[Tag];
        BinaryPrimitives.WriteInt32LittleEndian(head, filled);
        head[4] = isLast ? (byte)1 : (byte)0;
        cipher.Encrypt(NonceOf(number++), waiting.AsSpan(0, filled), box, tag, head);
        inner.Write(head);
        inner.Write(tag);
        inner.Write(box);
        filled = 0;
    }

    private static byte[] NonceOf(ulong number)
    {
        byte[] nonce = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, number);
        return nonce;
    }

    private static AesGcm CipherOf(string passphrase, ReadOnlySpan<byte> salt) =>
        new(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, Rounds, HashAlgorithmName.SHA256, 32), Tag);
}
