using BackCare.App.Data;
using BackCare.App.Events;
using BackCare.App.Privacy;
using BackCare.App.Serving;
using BackCare.Domain.Learn;
using BackCare.Domain.Recommend;
using Microsoft.EntityFrameworkCore;

namespace BackCare.FunctionalTests.Data;

/// <summary>What every database must do for the journal.</summary>
public abstract partial class DatabaseContract
{
    private static readonly DateTime ServedAt = new(2026, 5, 4, 9, 30, 0, DateTimeKind.Utc);

    private EventJournal Journal => shop.Get<EventJournal>();

    private Pseudonyms Names => shop.Get<Pseudonyms>();

    private JournalReader Reader => shop.Get<JournalReader>();

    [Fact]
    public async Task A_list_comes_back_from_the_journal_with_exactly_the_numbers_that_serving_used()
    {
        KeptList kept = List("list-1", visitor: "anna");
        await Journal.AppendAsync(new JournalBatch([kept], []), Cancelled);

        ServedList stored = Assert.Single(await Reader.ListsAfterAsync(0, 10, Cancelled));

        Assert.Equal((1L, "list-1", ServedAt, DateTimeKind.Utc), (stored.Sequence, stored.Id, stored.ServedUtc, stored.ServedUtc.Kind));
        Assert.Equal((new RankerIdentity("knowledge", "1"), "7", "schema"), (stored.Model, stored.ShelfVersion, stored.SchemaHash));
        Assert.Equal(["heel_pain_first_step", "calf_tight"], stored.SymptomIds);
        Assert.Equal(kept.List.Scored.ProductIds, stored.Scored.ProductIds);
        Assert.Equal(kept.List.Scored.Rows.ToArray(), stored.Scored.Rows.ToArray());
        Assert.Equal(kept.List.Scored.Scores.ToArray(), stored.Scored.Scores.ToArray());
        Assert.Equal(kept.List.Scored.Shown, stored.Scored.Shown);
        Assert.Equal((ulong.MaxValue, true, 41L), (stored.Scored.Draw, stored.Scored.Explored, stored.Scored.StatisticsSequence));
        Assert.Equal(["pin-1"], stored.Scored.RuleIds);
    }

    [Fact]
    public async Task An_event_counts_once_however_often_it_is_sent_and_in_whatever_batch()
    {
        await Journal.AppendAsync(new JournalBatch([List("list-1", "anna")], []), Cancelled);
        Interaction click = Click("e1", "list-1"), other = Click("e2", "list-1");

        Receipt first = await Journal.AppendAsync([click], Cancelled);
        Receipt[] later = await Task.WhenAll(Journal.AppendAsync([click, other], Cancelled), Journal.AppendAsync([other, click], Cancelled));

        Assert.Equal((1, 0), (first.Accepted, first.Duplicates));
        Assert.Equal((1, 3), (later.Sum(r => r.Accepted), later.Sum(r => r.Duplicates)));
        Assert.Equal(["e1", "e2"], (await Reader.InteractionsAfterAsync(0, 10, Cancelled)).Select(i => i.EventId));
        Assert.Equal(2, await CountAsync("house_slant_board", InteractionKind.Click, journaled: true));
    }

    [Fact]
    public async Task Event_ids_that_differ_in_case_are_two_events()
    {
        Receipt receipt = await Journal.AppendAsync([Click("abc", null), Click("ABC", null)], Cancelled);

        Assert.Equal((2, 0), (receipt.Accepted, receipt.Duplicates));
    }

    [Fact]
    public async Task An_event_whose_list_is_not_journaled_is_counted_and_nothing_else_of_it_is_stored()
    {
        Receipt receipt = await Journal.AppendAsync([Click("e1", "unknown-list") with { VisitorId = Names.Of("anna"), Quantity = 2 }], Cancelled);

        Assert.Equal(1, receipt.Accepted);
        Assert.Empty(await Reader.InteractionsAfterAsync(0, 10, Cancelled));
        Assert.Equal(1, await CountAsync("house_slant_board", InteractionKind.Click, journaled: false));
        Assert.Equal(0, await CountAsync("house_slant_board", InteractionKind.Click, journaled: true));
    }

    [Fact]
    public async Task An_event_of_another_visitor_on_a_shared_list_is_not_stored_with_it()
    {
        await Journal.AppendAsync(new JournalBatch([List("list-1", "anna")], []), Cancelled);

        await Journal.AppendAsync([Click("e1", "list-1") with { VisitorId = Names.Of("bert") }, Click("e2", "list-1") with { VisitorId = Names.Of("anna") }], Cancelled);

        Interaction stored = Assert.Single(await Reader.InteractionsAfterAsync(0, 10, Cancelled));
        Assert.Equal(("e2", Names.Of("anna")), (stored.EventId, stored.VisitorId));
    }

    [Fact]
    public async Task Entries_stand_in_one_order_a_list_before_its_events_even_when_a_clock_is_slow()
    {
        await Journal.AppendAsync(
            new JournalBatch(
                [List("late", "anna") with { List = List("late", "anna").List with { ServedUtc = ServedAt.AddMinutes(5) } }, List("early", "anna")],
                [Click("e1", "late") with { OccurredUtc = ServedAt.AddMinutes(-1) }, Click("e2", "early") with { OccurredUtc = ServedAt.AddMinutes(1) }]),
            Cancelled);

        IReadOnlyList<JournalEntry> entries = await Reader.AfterAsync(0, 10, Cancelled);

        Assert.Equal(["early", "e2", "late", "e1"], entries.Select(e => e.List?.Id ?? e.Interaction!.EventId));
        Assert.Equal([1L, 2, 3, 4], entries.Select(e => e.Sequence));
        Assert.Equal(4, await Reader.LastSequenceAsync(Cancelled));
        Assert.Equal(["late", "e1"], (await Reader.AfterAsync(2, 10, Cancelled)).Select(e => e.List?.Id ?? e.Interaction!.EventId));
    }

    [Fact]
    public async Task A_window_selects_by_time_and_by_whether_it_was_simulated()
    {
        KeptList simulated = List("s", "robot") with { List = List("s", "robot").List with { Simulated = true, ServedUtc = ServedAt.AddDays(1) } };
        await Journal.AppendAsync(new JournalBatch([List("a", "anna"), simulated], [Click("e1", "a"), Click("e2", "s") with { OccurredUtc = ServedAt.AddDays(1) }]), Cancelled);

        Assert.Equal(["a"], await Reader.ListsAsync(new JournalWindow(Simulated: false), Cancelled).Select(l => l.Id).ToListAsync(Cancelled));
        Assert.Equal(["s"], await Reader.ListsAsync(new JournalWindow(ServedAt.AddHours(1), ServedAt.AddDays(2)), Cancelled).Select(l => l.Id).ToListAsync(Cancelled));
        Interaction click = Assert.Single(await Reader.InteractionsAsync(new JournalWindow(Simulated: true), Cancelled).ToListAsync(Cancelled));
        Assert.True(click.Simulated, "It takes the mark from its list.");
        Assert.Equal(1, await CountAsync("house_slant_board", InteractionKind.Click, journaled: true));
    }

    [Fact]
    public async Task Erasing_a_visitor_leaves_marks_and_what_arrives_late_does_not_come_back()
    {
        await Journal.AppendAsync(new JournalBatch([List("mine", "anna"), List("other", "bert")], [Click("e1", "mine"), Click("e2", "other")]), Cancelled);

        Erased erased = await Journal.EraseAsync(Names.Of("anna")!, Cancelled);
        await Journal.AppendAsync(new JournalBatch([List("mine", "anna"), List("spooled", "anna")], [Click("e3", "mine")]), Cancelled);

        Assert.Equal((1, 1), (erased.Lists, erased.Interactions));
        Assert.Equal(["other"], (await Reader.ListsAfterAsync(0, 10, Cancelled)).Select(l => l.Id));
        Assert.Equal(["e2"], (await Reader.InteractionsAfterAsync(0, 10, Cancelled)).Select(i => i.EventId));
        await using BackCareDb db = shop.Open();
        Assert.Equal(["mine"], await db.ErasedLists.Select(e => e.ListId).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task A_catalogue_is_stored_with_the_first_list_and_an_edit_stores_only_what_changed()
    {
        Shelf first = shop.Get<ShelfHost>().Current!;
        await Journal.AppendAsync(new JournalBatch([List("a", "anna") with { Shelf = first }, List("b", "anna") with { Shelf = first }], []), Cancelled);
        (int snapshots, int parts) = await SnapshotsAsync();
        await EditAsync(db => db.Products.SingleAsync(p => p.Id == "house_slant_board", Cancelled), product => product.StockQuantity = 3);
        await shop.Get<ShelfHost>().RefreshAsync(Cancelled);

        await Journal.AppendAsync(new JournalBatch([List("c", "anna") with { Shelf = shop.Get<ShelfHost>().Current }], []), Cancelled);

        Assert.Equal(1, snapshots);
        Assert.Equal((2, parts + 1), await SnapshotsAsync());
    }

    [Fact]
    public async Task Answers_are_counted_by_hour_outcome_and_time_without_being_journaled()
    {
        OutcomeTally tally = shop.Get<OutcomeTally>();
        tally.Count("referral", TimeSpan.FromMicroseconds(100));
        tally.Count("referral", TimeSpan.FromMicroseconds(128));
        tally.Count("products", TimeSpan.FromMicroseconds(129));
        await Journal.FlushAsync(Cancelled);
        tally.Count("referral", TimeSpan.FromMicroseconds(65));
        await Journal.FlushAsync(Cancelled);

        await using BackCareDb db = shop.Open();
        HourlyOutcome[] counts = await db.HourlyOutcomes.OrderBy(o => o.Outcome).ToArrayAsync(Cancelled);
        Assert.Equal([("products", 256L, 1L), ("referral", 128L, 3L)], counts.Select(o => (o.Outcome, o.WithinMicroseconds, o.Count)));
    }

    private static Interaction Click(string eventId, string? listId) => new()
    {
        EventId = eventId,
        Kind = InteractionKind.Click,
        ProductId = "house_slant_board",
        ListId = listId,
        Position = 1,
        OccurredUtc = ServedAt.AddSeconds(20),
        ReceivedUtc = ServedAt.AddSeconds(21),
    };

    private KeptList List(string id, string visitor) => new KeptList
    {
        ConsentVersion = "1",
        ConsentUtc = ServedAt,
        List = new ServedList
        {
            Id = id,
            ServedUtc = ServedAt,
            Model = new RankerIdentity("knowledge", "1"),
            ShelfVersion = "7",
            SchemaHash = "schema",
            SymptomIds = ["heel_pain_first_step", "calf_tight"],
            RegionIds = ["foot"],
            Scored = new ScoredList
            {
                ProductIds = ["house_slant_board", "house_night_splint"],
                Rows = new[] { 1f, float.NaN, -0f, 3.25f, float.Epsilon, 7f },
                Scores = new[] { Math.PI, double.Epsilon },
                Shown = [new ShownItem(1, 1, 0.25, false), new ShownItem(0, 2, 1, true)],
                Draw = ulong.MaxValue,
                Explored = true,
                RuleIds = ["pin-1"],
                StatisticsSequence = 41,
            },
        },
    }.For(visitor, "visit", Names);

    private async Task<long> CountAsync(string product, InteractionKind kind, bool journaled)
    {
        await using BackCareDb db = shop.Open();
        return await db.DailyCounts.Where(c => c.ProductId == product && c.Kind == kind && c.Journaled == journaled && c.DayUtc == ServedAt.Date).SumAsync(c => c.Count, Cancelled);
    }

    private async Task<(int Snapshots, int Parts)> SnapshotsAsync()
    {
        await using BackCareDb db = shop.Open();
        return (await db.Set<ShelfSnapshot>().CountAsync(Cancelled), await db.Set<SnapshotPart>().CountAsync(Cancelled));
    }
}
