using BackCare.App.Events;
using BackCare.App.Serving;
using BackCare.Domain.Learn;

namespace BackCare.Tests.App.Events;

public class JournalLoadTests
{
    [Fact]
    public void Halving_ends_at_single_events_and_never_cuts_one()
    {
        // a has two items; b comes twice in a row and is two events.
        var work = new AppendWork([], [Entry("a", 0), Entry("a", 1), Entry("b", 0), Entry("b", 0), Entry("c", 0)]);

        Assert.Equal(4, work.Events);
        Assert.Equal([["a", "a"], ["b"], ["b"], ["c"]], Singles(new JournalLoad([], [], [work])));
    }

    [Fact]
    public void Works_are_parted_before_they_are_cut_and_erasures_stand_between_lists_and_events()
    {
        var load = new JournalLoad([], [new EraseWork("v"), new EraseWork("w"), new EraseWork("x")], [new AppendWork([], [Entry("a", 0)])]);

        (JournalLoad first, JournalLoad second) = load.Halves()!.Value;

        Assert.Equal(["v", "w"], first.Erasures.Select(e => e.VisitorId));
        Assert.Empty(first.Appends);
        Assert.Equal(["x"], second.Erasures.Select(e => e.VisitorId));
        Assert.Single(second.Appends);
    }

    [Fact]
    public void A_receipt_is_the_sum_of_its_halves()
    {
        var work = new AppendWork([], [Entry("a", 0), Entry("b", 0)]);
        var load = new JournalLoad([], [], [work]);
        (JournalLoad first, JournalLoad second) = load.Halves()!.Value;
        first.Appends[0].Receipt = new Receipt(0, 1, 0);
        second.Appends[0].Receipt = new Receipt(0, 0, 0, 1);

        load.Join(first, second);

        Assert.Equal(new Receipt(0, 1, 0, 1), work.Receipt);
    }

    private static IEnumerable<string[]> Singles(JournalLoad load) => load.Halves() is var (first, second)
        ? [.. Singles(first), .. Singles(second)]
        : [[.. load.Appends.SelectMany(a => a.Interactions).Select(i => i.EventId)]];

    private static Interaction Entry(string id, int index) =>
        new() { EventId = id, ItemIndex = index, Kind = InteractionKind.Click, ProductId = "p", OccurredUtc = default, ReceivedUtc = default };
}
