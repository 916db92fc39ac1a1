using System.Runtime.InteropServices;

namespace BackCare.Ranking.Training;

/// <summary>Zeroed memory outside the collector's heap, starting on a cache line, for kernels that work with pointers.</summary>
/// <remarks>Keep the owner reachable while a pointer into it is in use.</remarks>
internal sealed unsafe class AlignedMemory<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly long _bytes;

    /// <summary>Reserves <paramref name="length"/> elements and one cache line beyond, so that whole-vector reads at the end stay inside.</summary>
    internal AlignedMemory(long length)
    {
        Length = length;
        _bytes = checked(length * sizeof(T) + CacheLine);
        Pointer = (T*)NativeMemory.AlignedAlloc((nuint)_bytes, CacheLine);
        NativeMemory.Clear(Pointer, (nuint)_bytes);
        GC.AddMemoryPressure(_bytes);
    }

    ~AlignedMemory() => Free();

    internal long Length { get; }

    internal T* Pointer { get; private set; }

    internal Span<T> Span(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length);
        return new Span<T>(Pointer + start, length);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (Pointer is null)
            return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(_bytes);
    }
}
