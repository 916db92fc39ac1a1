using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_is_done_exactly_once_step_after_step(int threads)
    {
        using WorkerPool pool = new(threads);
        int[] done = new int[1_000];

        for (int step = 0; step < 50; step++)
            pool.ForEach(done.Length, (item, _) => Interlocked.Increment(ref done[item]));

        Assert.All(done, times => Assert.Equal(50, times));
    }

    [Fact]
    public void Blocks_cover_the_rows_without_overlap()
    {
        using WorkerPool pool = new(3);
        List<(int Start, int End)> blocks = [];

        pool.ForBlocks(10, 4, (start, end, _) =>
        {
            lock (blocks)
                blocks.Add((start, end));
        });

        Assert.Equal([(0, 4), (4, 8), (8, 10)], blocks.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_an_item_throws_reaches_the_caller_and_the_pool_works_on(int threads)
    {
        using WorkerPool pool = new(threads);

        Assert.Throws<InvalidOperationException>(() => pool.ForEach(100, (item, _) =>
        {
            if (item == 50)
                throw new InvalidOperationException("item 50");
        }));

        int done = 0;
        pool.ForEach(100, (_, _) => Interlocked.Increment(ref done));
        Assert.Equal(100, done);
    }

    [Fact]
    public void A_worker_number_is_never_used_by_two_threads_at_once()
    {
        using WorkerPool pool = new(4);
        int[] inside = new int[4];

        for (int step = 0; step < 200; step++)
        {
            pool.ForEach(64, (_, worker) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside[worker]));
                Interlocked.Decrement(ref inside[worker]);
            });
        }
    }
}
