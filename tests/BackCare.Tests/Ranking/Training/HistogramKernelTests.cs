using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed unsafe class HistogramKernelTests
{
    private const int Stride = 16;

    [Fact]
    public void Three_rows_fall_into_their_bins()
    {
        using AlignedMemory<byte> cells = new(3 * 8);
        using AlignedMemory<int> rows = new(3);
        using AlignedMemory<long> pairs = new(6), histogram = new(8 * HistogramKernel.FeatureStride);
        for (int row = 0; row < 3; row++)
        {
            rows.Pointer[row] = row;
            (pairs.Pointer[2 * row], pairs.Pointer[2 * row + 1]) = (10 * (row + 1), row + 1);
        }

        // Feature 0 has bins 1, 1, 2; feature 7 has bin 255 throughout.
        (cells.Pointer[0], cells.Pointer[8], cells.Pointer[16]) = (1, 1, 2);
        (cells.Pointer[7], cells.Pointer[15], cells.Pointer[23]) = (255, 255, 255);

        HistogramKernel.Add(cells.Pointer, 8, rows.Pointer, 3, pairs.Pointer, histogram.Pointer);

        Assert.Equal((30L, 3L), Bin(histogram, 0, 1));
        Assert.Equal((30L, 3L), Bin(histogram, 0, 2));
        Assert.Equal((0L, 0L), Bin(histogram, 0, 0));
        Assert.Equal((60L, 6L), Bin(histogram, 7, 255));
    }

    [Fact]
    public void Merging_adds_the_parts_and_clears_them_and_subtracting_equals_summing_the_larger_leaf_directly()
    {
        Random random = new(3);
        using AlignedMemory<byte> cells = new(500 * Stride);
        using AlignedMemory<int> all = new(500), small = new(200), large = new(300);
        using AlignedMemory<long> pairs = new(1_000);
        for (int i = 0; i < 500 * Stride; i++)
            cells.Pointer[i] = (byte)random.Next(256);
        for (int row = 0; row < 500; row++)
        {
            all.Pointer[row] = row;
            (row % 5 < 2 ? small : large).Pointer[row % 5 < 2 ? row / 5 * 2 + row % 5 : row / 5 * 3 + row % 5 - 2] = row;
            (pairs.Pointer[2 * row], pairs.Pointer[2 * row + 1]) = (random.NextInt64(-1L << 50, 1L << 50), random.NextInt64(1L << 40));
        }

        const int Length = Stride * HistogramKernel.FeatureStride;
        using AlignedMemory<long> parent = new(Length), first = new(Length), second = new(Length), merged = new(Length), direct = new(Length);
        HistogramKernel.Add(cells.Pointer, Stride, all.Pointer, 500, pairs.Pointer, parent.Pointer);
        HistogramKernel.Add(cells.Pointer, Stride, large.Pointer, 300, pairs.Pointer, direct.Pointer);
        HistogramKernel.Add(cells.Pointer, Stride, small.Pointer, 120, pairs.Pointer, first.Pointer);
        HistogramKernel.Add(cells.Pointer, Stride, small.Pointer + 120, 80, pairs.Pointer, second.Pointer);

        for (int feature = 0; feature < Stride; feature++)
        {
            int at = feature * HistogramKernel.FeatureStride;
            HistogramKernel.MergeAndSubtract(
                [(nint)(first.Pointer + at), (nint)(second.Pointer + at)], 256, merged.Pointer + at, parent.Pointer + at);
        }

        Assert.True(parent.Span(0, Length).SequenceEqual(direct.Span(0, Length)));
        Assert.Equal(-1, first.Span(0, Length).IndexOfAnyExcept(0));
        Assert.Equal(-1, second.Span(0, Length).IndexOfAnyExcept(0));
        direct.Span(0, Length).Clear();
        HistogramKernel.Add(cells.Pointer, Stride, small.Pointer, 200, pairs.Pointer, direct.Pointer);
        Assert.True(merged.Span(0, Length).SequenceEqual(direct.Span(0, Length)));
    }

    private static (long, long) Bin(AlignedMemory<long> histogram, int feature, int bin)
    {
        int at = feature * HistogramKernel.FeatureStride + 2 * bin;
        return (histogram.Pointer[at], histogram.Pointer[at + 1]);
    }
}
