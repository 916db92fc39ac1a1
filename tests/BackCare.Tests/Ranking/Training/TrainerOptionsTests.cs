using BackCare.Ranking.Training;

namespace BackCare.Tests.Ranking.Training;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void The_defaults_are_sound()
    {
        Assert.Empty(new TrainerOptions().Validate());
    }

    [Fact]
    public void Every_fault_is_named_with_its_value_and_range()
    {
        IReadOnlyList<string> faults = new TrainerOptions { Leaves = 1, BaggingFraction = 1.5, MaxBin = 256, MonotoneConstraints = [0, 2] }.Validate();

        Assert.Equal(
            [
                "Leaves is 1; it must be 2 to 131072.",
                "BaggingFraction is 1.5; it must be above 0, at most 1.",
                "MaxBin is 256; it must be 2 to 255.",
                "MonotoneConstraints[1] is 2; it must be -1, 0 or 1.",
            ],
            faults);
    }
}
