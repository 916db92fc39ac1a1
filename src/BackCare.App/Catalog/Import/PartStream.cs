using BackCare.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BackCare.App.Catalog.Import;

/// <summary>Reads a stored file piece by piece; only one piece is in memory.</summary>
internal sealed class PartStream(Databases databases, string importId, string kind) : Stream
{
    private byte[] part = [];
    private int at, next;

    /// <summary>Bytes handed out so far.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (at == part.Length)
        {
            await using BackCareDb db = databases.Open();
            part = await db.ImportParts.AsNoTracking().Where(p => p.ImportId == importId && p.Kind == kind && p.Ordinal == next).Select(p => p.Bytes)
                .SingleOrDefaultAsync(cancellationToken) ?? [];
            (at, next) = (0, next + 1);
        }

        int taken = Math.Min(buffer.Length, part.Length - at);
        part.AsMemory(at, taken).CopyTo(buffer);
        at += taken;
        BytesRead += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it with ReadAsync.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
