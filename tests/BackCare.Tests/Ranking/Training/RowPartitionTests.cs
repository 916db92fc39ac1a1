using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed unsafe class RowPartitionTests
{
    [Fact]
    public void Rows_that_go_left_come_first_and_both_halves_keep_their_order()
    {
        (int[] rows, int left) = Split([9, 0, 7, 1, 0], lastLeftBin: 1, threads: 1);

        Assert.Equal([1, 3, 4, 0, 2], rows);
        Assert.Equal(3, left);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Splitting_is_a_stable_permutation_at_any_number_of_threads(int threads)
    {
        Random random = new(11);
        foreach (int rows in new[] { 1, 4_095, 4_096, 4_097, 50_000 })
        {
            byte[] bins = [.. Enumerable.Range(0, rows).Select(_ => (byte)random.Next(256))];
            int[] left = [.. Enumerable.Range(0, rows).Where(row => bins[row] <= 100)];
            int[] right = [.. Enumerable.Range(0, rows).Where(row => bins[row] > 100)];

            (int[] order, int lefts) = Split(bins, lastLeftBin: 100, threads);

            Assert.Equal([.. left, .. right], order);
            Assert.Equal(left.Length, lefts);
        }
    }

    [Fact]
    public void A_split_touches_only_its_own_leaf()
    {
        using WorkerPool pool = new(1);
        using RowPartition partition = new(6, pool);
        using AlignedMemory<byte> column = new(6), goesLeft = new(256);
        goesLeft.Pointer[1] = 1;
        byte[] bins = [0, 1, 0, 1, 0, 1];
        bins.CopyTo(column.Span(0, 6));
        partition.Reset([]);

        int left = partition.Split(2, 3, column.Pointer, goesLeft.Pointer);

        Assert.Equal(1, left);
        Assert.Equal([0, 1, 3, 2, 4, 5], new ReadOnlySpan<int>(partition.Rows, 6).ToArray());
    }

    private static (int[] Rows, int Left) Split(byte[] bins, int lastLeftBin, int threads)
    {
        using WorkerPool pool = new(threads);
        using RowPartition partition = new(bins.Length, pool);
        using AlignedMemory<byte> column = new(bins.Length), goesLeft = new(256);
        bins.CopyTo(column.Span(0, bins.Length));
        goesLeft.Span(0, lastLeftBin + 1).Fill(1);
        partition.Reset([]);
        int left = partition.Split(0, bins.Length, column.Pointer, goesLeft.Pointer);
        return (new ReadOnlySpan<int>(partition.Rows, bins.Length).ToArray(), left);
    }
}
