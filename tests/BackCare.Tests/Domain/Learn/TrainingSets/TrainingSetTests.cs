using BackCare.Domain.Arrange;
using BackCare.Domain.Learn;
using BackCare.Domain.Learn.Judgements;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.OffPolicy;
using static BackCare.Tests.Domain.Learn.ServedLists;

namespace BackCare.Tests.Domain.Learn.TrainingSets;

public class TrainingSetTests
{
    private static readonly TrainingSetOptions Options = new() { Schema = Schema };

    [Fact]
    public void Rows_are_those_of_the_shown_items_with_the_grade_that_shoppers_gave()
    {
        TrainingSet set = TrainingSet.Build(
            [List("L", ["a", "b", "c"], shown: 2)], [Event(InteractionKind.Purchase, "L", "b"), Event(InteractionKind.Click, "L", "c")], Options)!;

        Assert.Equal(2, set.Data.Rows);
        TrainingItem[] items = [.. set.Groups[0].Items];
        Assert.Equal(["a", "b"], items.Select(item => item.ProductId).Order());
        for (int row = 0; row < 2; row++)
        {
            bool isB = items[row].ProductId == "b";
            Assert.Equal(isB ? 1 : 0, set.Data.Features.Column(0)[row]);
            Assert.Equal(isB ? 10 : 0, set.Data.Features.Column(1)[row]);
            Assert.Equal(isB ? 4 : 0, set.Data.Grades[row]);
            Assert.Equal(isB ? 2 : 1, items[row].Position);
        }
    }

    [Fact]
    public void Groups_stand_in_the_order_of_time_and_the_order_of_lists_changes_nothing()
    {
        ServedList late = List("A", ["a", "b"], minute: 5), early = List("B", ["c"], minute: 1), same = List("C", ["d"], minute: 1);
        Interaction[] events = [Event(InteractionKind.Click, "A", "b")];

        TrainingSet set = TrainingSet.Build([late, early, same], events, Options)!;

        Assert.Equal(["B", "C", "A"], set.Groups.Select(group => group.ListId));
        Assert.Equal(2, set.WithoutPositive);
        Assert.Equal(set.Hash(), TrainingSet.Build([same, late, early], events, Options)!.Hash());
        Assert.NotEqual(set.Hash(), TrainingSet.Build([late, early, same], [Event(InteractionKind.Purchase, "A", "b")], Options)!.Hash());
    }

    [Fact]
    public void Lists_of_another_schema_and_lists_that_showed_nothing_are_counted_and_left_out()
    {
        TrainingSet set = TrainingSet.Build([List("A", ["a"]), List("B", ["b"]) with { SchemaHash = "other" }, List("C", ["c"], shown: 0)], [], Options)!;

        Assert.Equal(["A"], set.Groups.Select(group => group.ListId));
        Assert.Equal((1, 1), (set.ForeignSchema, set.NothingShown));
        Assert.Null(TrainingSet.Build([List("C", ["c"], shown: 0)], [], Options));
    }

    [Fact]
    public void What_was_responded_to_weighs_the_inverse_of_its_examination_and_the_rest_weighs_one()
    {
        TrainingSet set = TrainingSet.Build([List("L", ["a", "b", "c"])], [Event(InteractionKind.Click, "L", "c")], Options)!;
        ExaminationCurve curve = ExaminationCurve.Smoothed([1, 0.5, 0.25], [9, 9, 9], new ExaminationOptions { PseudoClicks = 0 });

        TrainingSet weighted = set.Weighted(curve);

        for (int row = 0; row < 3; row++)
            Assert.Equal(set.Groups[0].Items[row].ProductId == "c" ? 4 : 1, weighted.Data.Weights[row], 1e-6);
    }

    [Fact]
    public void Some_of_the_groups_keep_their_rows_grades_and_weights()
    {
        TrainingSet set = TrainingSet.Build([List("A", ["a", "b"]), List("B", ["c", "d", "e"], minute: 1)], [Event(InteractionKind.Click, "B", "d")], Options)!;

        TrainingSet part = set.WithPositives()!;

        Assert.Equal("B", Assert.Single(part.Groups).ListId);
        Assert.Equal(set.Data.Features.Column(1)[2..].ToArray(), part.Data.Features.Column(1).ToArray());
        Assert.Equal(set.Data.Grades[2..].ToArray(), part.Data.Grades.ToArray());
        Assert.Equal(set.Data.Weights[2..].ToArray(), part.Data.Weights.ToArray());
        Assert.Null(TrainingSet.Build([List("A", ["a", "b"])], [], Options)!.WithPositives());
    }

    [Fact]
    public void Two_sets_join_into_one_that_keeps_the_order_of_both()
    {
        Interaction[] events = [Event(InteractionKind.Click, "A", "b"), Event(InteractionKind.Click, "B", "d")];
        TrainingSet set = TrainingSet.Build([List("A", ["a", "b"]), List("B", ["c", "d", "e"], minute: 1)], events, Options)!;

        TrainingSet joined = set.Take([1]).Joined(set.Take([0]));

        Assert.Equal(["B", "A"], joined.Groups.Select(group => group.ListId));
        Assert.Equal([.. set.Data.Grades[2..], .. set.Data.Grades[..2]], joined.Data.Grades.ToArray());
        Assert.Equal([.. set.Data.Features.Column(0)[2..], .. set.Data.Features.Column(0)[..2]], joined.Data.Features.Column(0).ToArray());
        Assert.Equal([0, 3, 5], joined.Data.GroupStarts.ToArray());
    }

    [Fact]
    public void Only_lists_with_exploration_and_one_ranker_have_propensities_that_tell()
    {
        ServedList plain = List("A", ["a"]), drawn = List("B", ["b"]) with { Scored = List("B", ["b"]).Scored with { Exploration = new ExplorationSettings() } };

        TrainingSet set = TrainingSet.Build([plain, drawn, drawn with { Id = "C", Arm = "interleaved:C" }], [], Options)!;

        Assert.Equal([false, true, false], set.Groups.Select(group => group.Randomised));
    }

    [Fact]
    public void Many_lists_stream_through_pieces_without_mixing_rows()
    {
        TrainingSetBuilder builder = new(new Judge(Options.Rules), Options);
        for (int list = 0; list < 6_000; list++)
            builder.Add(List(FormattableString.Invariant($"{list:0000}"), ["a", "b", "c"], minute: list % 7));

        TrainingSet set = builder.Finish()!;

        Assert.Equal(18_000, set.Data.Rows);
        for (int group = 0; group < set.Groups.Count; group++)
        {
            for (int i = 0; i < 3; i++)
                Assert.Equal(set.Groups[group].Items[i].Position - 1, set.Data.Features.Column(0)[set.Data.GroupStarts[group] + i]);
        }
    }
}
