using BackCare.Domain.Editing;
using FsCheck;
using FsCheck.Fluent;

namespace BackCare.Tests.Domain.Editing;

public sealed class ThreeWayMergeTests
{
    private static readonly Dictionary<string, string?> Basis = new() { ["name"] = "Board", ["price"] = "10.00", ["stock"] = "3" };

    private static readonly Arbitrary<Dictionary<string, string?>> States = EditingStates.Arbitrary;

    [Fact]
    public void Changes_of_different_fields_are_both_kept_and_the_others_are_named()
    {
        ThreeWayMerge merge = ThreeWayMerge.Of(Basis, With("price", "12.00"), With("stock", "2"));

        Assert.Equal(("Board", "12.00", "2"), (merge.Fields["name"], merge.Fields["price"], merge.Fields["stock"]));
        Assert.Equal([new FieldChange("stock", "3", "2")], merge.Taken);
        Assert.True(merge.IsClean);
    }

    [Fact]
    public void Two_values_for_one_field_are_a_conflict_and_what_is_saved_stays()
    {
        ThreeWayMerge merge = ThreeWayMerge.Of(Basis, With("price", "12.00"), With("price", "9.00"));

        Assert.Equal([new MergeConflict("price", "10.00", "12.00", "9.00")], merge.Conflicts);
        Assert.Equal("9.00", merge.Fields["price"]);
    }

    [Fact]
    public void The_same_change_made_twice_is_no_conflict()
    {
        ThreeWayMerge merge = ThreeWayMerge.Of(Basis, With("price", "12.00"), With("price", "12.00"));

        Assert.Equal((true, 0, "12.00"), (merge.IsClean, merge.Taken.Count, merge.Fields["price"]));
    }

    [Fact]
    public void A_field_that_one_removed_and_the_other_changed_is_a_conflict() => Assert.Equal(
        [new MergeConflict("stock", "3", null, "2")], ThreeWayMerge.Of(Basis, With("stock", null), With("stock", "2")).Conflicts);

    [Fact]
    public void For_any_three_states_no_saved_change_is_lost_and_every_wish_is_granted_or_asked_about() =>
        Check.QuickThrowOnFailure(Prop.ForAll(States, States, States, (basis, mine, theirs) =>
        {
            ThreeWayMerge merge = ThreeWayMerge.Of(basis, mine, theirs);
            var inConflict = merge.Conflicts.Select(c => c.Field).ToHashSet();
            foreach (FieldChange theirChange in FieldDiff.Between(basis, theirs))
                Assert.Equal(theirChange.After, merge.Fields[theirChange.Field]);
            foreach (FieldChange myChange in FieldDiff.Between(basis, mine))
                Assert.True(inConflict.Contains(myChange.Field) || merge.Fields[myChange.Field] == myChange.After);
            Assert.All(merge.Conflicts, c => Assert.True(c.Mine != c.Basis && c.Theirs != c.Basis && c.Mine != c.Theirs));
        }));

    [Fact]
    public void For_any_states_one_editor_alone_gets_what_they_want_and_swapping_the_editors_swaps_only_the_conflicts() =>
        Check.QuickThrowOnFailure(Prop.ForAll(States, States, States, (basis, mine, theirs) =>
        {
            Assert.True(FieldDiff.AreSame(mine, ThreeWayMerge.Of(basis, mine, basis).Fields));
            Assert.True(FieldDiff.AreSame(theirs, ThreeWayMerge.Of(basis, basis, theirs).Fields));
            ThreeWayMerge one = ThreeWayMerge.Of(basis, mine, theirs), other = ThreeWayMerge.Of(basis, theirs, mine);
            Assert.Equal(one.Conflicts.Select(c => c.Field), other.Conflicts.Select(c => c.Field));
            Assert.All(FieldDiff.Between(one.Fields, other.Fields), c => Assert.Contains(one.Conflicts, conflict => conflict.Field == c.Field));
        }));

    private static Dictionary<string, string?> With(string field, string? value) => new(Basis) { [field] = value };
}
