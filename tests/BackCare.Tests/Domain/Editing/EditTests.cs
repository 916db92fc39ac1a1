using BackCare.Domain.Editing;
using FsCheck;
using FsCheck.Fluent;
using Fields = System.Collections.Generic.IReadOnlyDictionary<string, string?>;

namespace BackCare.Tests.Domain.Editing;

public sealed class EditTests
{
    private static readonly Arbitrary<Dictionary<string, string?>> States = EditingStates.Arbitrary;

    private static readonly Dictionary<string, string?> Board = new() { ["name"] = "Board", ["price"] = "10.00", ["stock"] = null };

    [Fact]
    public void An_edit_keeps_the_fields_it_changed_and_no_other()
    {
        Edit edit = Edit.Between(Board, new Dictionary<string, string?> { ["name"] = "Board", ["price"] = "12.00", ["stock"] = "5" });

        Assert.Equal([new FieldChange("price", "10.00", "12.00"), new FieldChange("stock", null, "5")], edit.Changes);
        Assert.Equal(["price", "stock"], edit.Before!.Keys);
    }

    [Fact]
    public void A_thing_that_begins_or_ends_counts_as_changed_in_all_it_says()
    {
        Assert.Equal([new FieldChange("name", null, "Board"), new FieldChange("price", null, "10.00")], Edit.Between(null, Board).Changes);
        Assert.Equal([new FieldChange("name", "Board", null), new FieldChange("price", "10.00", null)], Edit.Between(Board, null).Changes);
        Assert.False(Edit.Between(null, new Dictionary<string, string?>()).IsEmpty);
        Assert.True(Edit.Between(Board, Board).IsEmpty);
    }

    [Fact]
    public void Undoing_an_edit_keeps_what_was_changed_since_elsewhere()
    {
        Edit dearer = Edit.Between(Board, With(Board, "price", "12.00"));
        UndoneEdit undone = dearer.UndoIn(With(With(Board, "price", "12.00"), "stock", "7"));

        Assert.True(undone.IsClean);
        Assert.Equal(("10.00", "7"), (undone.Fields!["price"], undone.Fields["stock"]));
    }

    [Fact]
    public void Undoing_an_edit_whose_field_was_changed_again_is_a_conflict_and_changes_nothing()
    {
        Dictionary<string, string?> present = With(With(Board, "price", "15.00"), "name", "Slant board");
        Edit edit = Edit.Between(Board, With(With(Board, "price", "12.00"), "name", "Slant board"));
        UndoneEdit undone = edit.UndoIn(present);

        Assert.Equal([new MergeConflict("price", "12.00", "10.00", "15.00")], undone.Conflicts);
        Assert.Same(present, undone.Fields);
    }

    [Fact]
    public void A_thing_that_nobody_touched_since_it_began_can_be_taken_back_whole()
    {
        Edit created = Edit.Between(null, Board);

        Assert.Null(created.UndoIn(Board).Fields);
        Assert.True(created.UndoIn(Board).IsClean);
        Assert.Equal([new MergeConflict("price", "10.00", null, "9.00")], created.UndoIn(With(Board, "price", "9.00")).Conflicts.Where(c => c.Field == "price"));
    }

    [Fact]
    public void A_thing_that_ended_comes_back_as_it_was()
    {
        Edit removed = Edit.Between(Board, null);

        Assert.True(FieldDiff.AreSame(Board, removed.UndoIn(null).Fields));
        Assert.NotEmpty(removed.UndoIn(With(Board, "price", "9.00")).Conflicts);
    }

    [Fact]
    public void For_any_two_states_an_edit_leads_from_one_to_the_other_and_its_undo_leads_back() =>
        Check.QuickThrowOnFailure(Prop.ForAll(States, States, (before, after) =>
        {
            Edit edit = Edit.Between(before, after);
            Assert.True(FieldDiff.AreSame(after, edit.ApplyTo(before)));
            Assert.True(edit.UndoIn(after) is { IsClean: true } undone && FieldDiff.AreSame(before, undone.Fields));
        }));

    [Fact]
    public void Any_sequence_of_edits_and_undos_ends_in_the_state_that_the_history_says()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            Fields? state = random.Next(2) == 0 ? null : EditingStates.Random(random), start = state;
            List<Edit> history = [];
            for (int step = 0; step < 30; step++)
            {
                Fields? next = state;
                if (history.Count > 0 && random.Next(3) > 0)
                {
                    UndoneEdit undone = history[random.Next(history.Count)].UndoIn(state);
                    Assert.True(undone.IsClean || ReferenceEquals(state, undone.Fields));
                    next = undone.Fields;
                }
                else if (state is null || random.Next(8) > 0)
                {
                    next = EditingStates.Random(random);
                }
                else
                {
                    next = null;
                }

                Edit edit = Edit.Between(state, next);
                if (!edit.IsEmpty)
                    history.Add(edit);
                state = next;
            }

            Assert.True(FieldDiff.AreSame(state, Edit.Replay(history, start)), $"seed {seed}");
        }
    }

    [Fact]
    public void An_undo_can_be_undone_which_brings_the_edit_back()
    {
        Dictionary<string, string?> dearer = With(Board, "price", "12.00");
        Fields? taken = Edit.Between(Board, dearer).UndoIn(dearer).Fields;
        Fields? again = Edit.Between(dearer, taken).UndoIn(taken).Fields;

        Assert.True(FieldDiff.AreSame(Board, taken));
        Assert.True(FieldDiff.AreSame(dearer, again));
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> state, string field, string? value) => new(state) { [field] = value };
}
