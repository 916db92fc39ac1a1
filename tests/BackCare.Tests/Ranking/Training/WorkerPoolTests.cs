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

    [Fact]
    public void What_a_worker_throws_reaches_the_caller_and_the_pool_works_on()
    {
        using WorkerPool pool = new(2);

        Assert.Throws<InvalidOperationException>(() => pool.Run(worker =>
        {
            if (worker == 1)
                throw new InvalidOperationException("worker 1");
        }));

        int ran = 0;
        pool.Run(_ => Interlocked.Increment(ref ran));
        Assert.Equal(2, ran);
    }
}
