using BackCare.Domain.Learn;
using BackCare.Domain.Learn.TrainingSets;
using BackCare.Ranking.OffPolicy;
using static BackCare.Tests.Domain.Learn.ServedLists;

namespace BackCare.Tests.Domain.Learn.TrainingSets;

public class TimeSplitTests
{
    private static IReadOnlyList<TrainingGroup> Groups(params string?[] visitors) => TrainingSet.Build(
        [.. visitors.Select((visitor, i) => List(FormattableString.Invariant($"L{i:0000}"), ["a"], visitor: visitor, minute: i))], [], new TrainingSetOptions { Schema = Schema })!.Groups;

    [Fact]
    public void Of_twenty_lists_by_strangers_the_last_three_test_and_the_three_before_them_stop()
    {
        TimeSplit split = TimeSplit.Of(Groups(new string?[20]), new TimeSplitOptions())!;

        Assert.Equal(Enumerable.Range(0, 14), split.Train);
        Assert.Equal([14, 15, 16], split.Validation);
        Assert.Equal([17, 18, 19], split.Test);
        Assert.Equal(0, split.LeftOut);
    }

    [Fact]
    public void Three_lists_are_one_for_each_part_and_two_are_too_few()
    {
        TimeSplit split = TimeSplit.Of(Groups(null, null, null), new TimeSplitOptions())!;

        Assert.Equal([0, 1, 2], split.Train.Concat(split.Validation).Concat(split.Test));
        Assert.Null(TimeSplit.Of(Groups(null, null), new TimeSplitOptions()));
    }

    [Fact]
    public void No_shopper_is_in_two_parts_and_no_group_is_lost_uncounted()
    {
        Random random = new(4);
        IReadOnlyList<TrainingGroup> groups = Groups([.. Enumerable.Range(0, 1_000).Select(_ => $"v{random.Next(300)}")]);

        TimeSplit split = TimeSplit.Of(groups, new TimeSplitOptions())!;

        HashSet<string>[] shoppers = [.. new[] { split.Train, split.Validation, split.Test }.Select(part => part.Select(group => groups[group].ShopperId).ToHashSet())];
        Assert.Empty(shoppers[0].Intersect(shoppers[1]));
        Assert.Empty(shoppers[0].Intersect(shoppers[2]));
        Assert.Empty(shoppers[1].Intersect(shoppers[2]));
        Assert.True(split.Train.Max() < split.Validation.Min() && split.Validation.Max() < split.Test.Min());
        Assert.Equal(1_000, split.Train.Count + split.Validation.Count + split.Test.Count + split.LeftOut);
        Assert.True(split.Train.Count > 300 && split.Test.Count > 30, $"{split.Train.Count} train, {split.Test.Count} test");
    }

    [Fact]
    public void A_shop_with_one_shopper_cannot_be_split() =>
        Assert.Null(TimeSplit.Of(Groups([.. Enumerable.Repeat("only", 50)]), new TimeSplitOptions()));

    [Fact]
    public void Shares_that_leave_nothing_to_learn_from_are_refused_by_name()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => TimeSplit.Of(Groups(null, null, null), new TimeSplitOptions(0.5, 0.5)));

        Assert.Contains("Validation and test shares are 0.5 and 0.5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_without_a_response_are_refused_with_the_part_and_its_size()
    {
        TrainingSet set = TrainingSet.Build(
            [.. Enumerable.Range(0, 20).Select(i => List($"L{i:00}", ["a", "b"], minute: i))],
            [Event(InteractionKind.Click, "L03", "b")], new TrainingSetOptions { Schema = Schema })!;

        (TrainingParts? parts, string? refusal) = TrainingParts.Of(set, new TimeSplitOptions(), new ExaminationOptions());

        Assert.Null(parts);
        Assert.Contains("any of the 3 lists of the validation part", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_keep_lists_that_nobody_responded_to_and_share_one_curve()
    {
        TrainingSet set = TrainingSet.Build(
            [.. Enumerable.Range(0, 20).Select(i => List($"L{i:00}", ["a", "b"], minute: i))],
            [.. new[] { 3, 5, 15, 18 }.Select(i => Event(InteractionKind.Click, $"L{i:00}", "b"))], new TrainingSetOptions { Schema = Schema })!;

        TrainingParts parts = TrainingParts.Of(set, new TimeSplitOptions(), new ExaminationOptions()).Parts!;

        Assert.Equal(14, parts.Train.Groups.Count);
        Assert.Equal(["L14", "L15", "L16"], parts.Validation.Groups.Select(group => group.ListId));
        Assert.Equal(["L17", "L18", "L19"], parts.Test.Groups.Select(group => group.ListId));
        Assert.Same(parts.Train.Examination, parts.Test.Examination);
    }
}
