using BackCare.Domain.Learn.Experiments;

namespace BackCare.Tests.Domain.Learn.Experiments;

public sealed class TeamDraftTests
{
    [Fact]
    public void The_captains_pick_in_rounds_and_each_takes_its_best_that_is_left()
    {
        // Control 0 1 2 3, treatment 1 0 3 2. Whoever leads a round, its other captain follows, so after each round both have as many.
        var seen = new HashSet<string>();
        for (ulong draw = 0; draw < 64; draw++)
        {
            (int[] order, bool[] treated) = Interleave([0, 1, 2, 3], [1, 0, 3, 2], draw);
            seen.Add($"{string.Join(' ', order)} {string.Concat(treated.Select(t => t ? 'T' : 'C'))}");
        }

        Assert.Equal(["0 1 2 3 CTCT", "0 1 3 2 CTTC", "1 0 2 3 TCCT", "1 0 3 2 TCTC"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Equal_orders_stay_as_they_are_and_each_place_is_the_treatments_half_of_the_time()
    {
        int[] treatedAt = new int[4];
        for (ulong draw = 0; draw < 2_000; draw++)
        {
            (int[] order, bool[] treated) = Interleave([2, 0, 3, 1], [2, 0, 3, 1], draw);
            Assert.Equal([2, 0, 3, 1], order);
            for (int place = 0; place < 4; place++) treatedAt[place] += treated[place] ? 1 : 0;
        }

        Assert.All(treatedAt, count => Assert.InRange(count, 900, 1_100)); // 1,000 ± 4.5 standard deviations of √500.
    }

    [Fact]
    public void The_same_draw_gives_the_same_list() =>
        Assert.Equal(Interleave([0, 1, 2], [2, 1, 0], 5).Order, Interleave([0, 1, 2], [2, 1, 0], 5).Order);

    [Theory]
    [InlineData(2, 1, -1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void A_list_prefers_whoever_was_chosen_more_often(int control, int treatment, int preference) =>
        Assert.Equal(preference, TeamDraft.Preference(control, treatment));

    private static (int[] Order, bool[] Treated) Interleave(int[] control, int[] treatment, ulong draw)
    {
        int[] order = new int[control.Length];
        bool[] treated = new bool[control.Length];
        TeamDraft.Interleave(control, treatment, draw, order, treated);
        return (order, treated);
    }
}
