using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Checks;
using BackCare.Domain.Recommend;
using static BackCare.Tests.Domain.Learn.ServedLists;

namespace BackCare.Tests.Domain.Learn.Checks;

public class JournalChecksTests
{
    private static DataCheck Found(string name, ServedList[] lists, Interaction[] events, bool includeSimulated = false)
    {
        JournalChecks checks = new(Schema, includeSimulated);
        foreach (ServedList list in lists)
            checks.Take(list);
        foreach (Interaction interaction in events)
            checks.Take(interaction);
        return checks.Finish().Single(check => check.Name == name);
    }

    private static ServedList Shown(string id, params ShownItem[] shown) => List(id, ["a", "b"]) with { Scored = List(id, ["a", "b"]).Scored with { Shown = shown } };

    [Fact]
    public void A_sound_journal_passes_every_check()
    {
        JournalChecks checks = new(Schema, false);
        for (int i = 0; i < 100; i++)
            checks.Take(List($"L{i}", ["a", "b"]));
        for (int i = 0; i < 100; i++)
            checks.Take(Event(InteractionKind.Click, $"L{i}", i % 2 == 0 ? "a" : "b"));
        checks.TakeReplay("L1", [1, float.NaN], [1, float.NaN]);

        Assert.All(checks.Finish(), check => Assert.Equal(CheckSeverity.Passed, check.Severity));
    }

    [Fact]
    public void Events_of_lists_that_are_not_there_warn_and_a_fifth_of_all_is_an_error()
    {
        Interaction gone = Event(InteractionKind.Click, "gone", "a");
        Interaction[] five = [.. Enumerable.Range(0, 5).Select(i => Event(InteractionKind.Click, "L", "a", id: $"e{i}"))];

        DataCheck few = Found("missing_lists", [List("L", ["a", "b"])], [.. five, gone]), many = Found("missing_lists", [List("L", ["a", "b"])], [.. five[..4], gone]);

        Assert.Equal((CheckSeverity.Warning, 1, 6), (few.Severity, few.Count, few.Of));
        Assert.Equal([gone.EventId], few.Examples);
        Assert.Equal(CheckSeverity.Error, many.Severity);
    }

    [Fact]
    public void Positions_with_a_gap_twice_the_same_or_pointing_at_no_candidate_are_impossible()
    {
        ServedList gap = Shown("gap", new ShownItem(0, 1, 1, false), new ShownItem(1, 3, 1, false));
        ServedList twin = Shown("twin", new ShownItem(0, 1, 1, false), new ShownItem(1, 1, 1, false));
        ServedList nobody = Shown("nobody", new ShownItem(7, 1, 1, false));

        DataCheck check = Found("impossible_positions", [gap, twin, nobody, List("L", ["a"])], []);

        Assert.Equal((CheckSeverity.Error, 3, 4), (check.Severity, check.Count, check.Of));
        Assert.Equal(["gap", "twin", "nobody"], check.Examples);
    }

    [Fact]
    public void Repeated_events_foreign_products_and_other_positions_are_told_apart()
    {
        Interaction click = Event(InteractionKind.Click, "L", "a"), stranger = Event(InteractionKind.Click, "L", "z"), moved = Event(InteractionKind.View, "L", "b") with { Position = 1 };
        ServedList[] lists = [List("L", ["a", "b"])];
        Interaction[] events = [click, click, stranger, moved];

        Assert.Equal([click.EventId], Found("duplicate_events", lists, events).Examples);
        Assert.Equal([stranger.EventId], Found("products_not_shown", lists, events).Examples);
        Assert.Equal([moved.EventId], Found("other_positions", lists, events).Examples);
    }

    [Fact]
    public void An_event_long_before_its_list_or_after_its_arrival_is_skewed()
    {
        Interaction early = Event(InteractionKind.Click, "L", "a", id: "early") with { OccurredUtc = Noon.AddMinutes(-6) };
        Interaction near = Event(InteractionKind.Click, "L", "a", id: "near") with { OccurredUtc = Noon.AddMinutes(-4) };
        Interaction future = Event(InteractionKind.Click, "L", "a", id: "future") with { OccurredUtc = Noon.AddMinutes(9), ReceivedUtc = Noon.AddMinutes(3) };

        Assert.Equal(["early", "future"], Found("clock_skew", [List("L", ["a"])], [early, near, future]).Examples);
    }

    [Fact]
    public void Lists_of_another_schema_warn_and_only_such_lists_are_an_error()
    {
        ServedList other = List("other", ["a"]) with { SchemaHash = "x" };

        Assert.Equal(CheckSeverity.Warning, Found("schema_mismatch", [other, List("L", ["a"])], []).Severity);
        Assert.Equal(CheckSeverity.Error, Found("schema_mismatch", [other], []).Severity);
    }

    [Fact]
    public void A_propensity_of_nothing_is_an_error() =>
        Assert.Equal(CheckSeverity.Error, Found("impossible_propensities", [Shown("L", new ShownItem(0, 1, 0, false))], []).Severity);

    [Fact]
    public void One_differing_bit_of_a_replayed_row_is_train_serve_skew()
    {
        JournalChecks checks = new(Schema, false);
        checks.TakeReplay("same", [1, float.NaN], [1, float.NaN]);
        checks.TakeReplay("bit", [1, 2], [1, MathF.BitIncrement(2)]);

        DataCheck check = checks.Finish().Single(c => c.Name == "train_serve_skew");

        Assert.Equal((CheckSeverity.Error, 1, 2), (check.Severity, check.Count, check.Of));
        Assert.Equal(["bit"], check.Examples);
    }

    [Fact]
    public void Simulated_lists_among_real_ones_stop_training_unless_asked_for()
    {
        ServedList[] both = [List("real", ["a"]), List("sim", ["a"]) with { Simulated = true }];

        Assert.Equal(CheckSeverity.Error, Found("simulated_mixed_with_real", both, []).Severity);
        Assert.Equal(CheckSeverity.Warning, Found("simulated_mixed_with_real", both, [], includeSimulated: true).Severity);
        Assert.Equal(CheckSeverity.Passed, Found("simulated_mixed_with_real", both[1..], []).Severity);
    }

    [Fact]
    public void No_response_stops_training_few_warn_and_silent_positions_are_named()
    {
        ServedList[] lists = [List("L", ["a", "b", "c"])];

        Assert.Equal(CheckSeverity.Error, Found("few_responses", lists, []).Severity);
        DataCheck few = Found("few_responses", lists, [Event(InteractionKind.Click, "L", "b"), Event(InteractionKind.View, "L", "b")]);
        Assert.Equal((CheckSeverity.Warning, 1), (few.Severity, few.Count));
        Assert.Equal(["1", "3"], Found("positions_never_clicked", lists, [Event(InteractionKind.Click, "L", "b")]).Examples);
    }
}
