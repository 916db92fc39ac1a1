namespace BackCare.FunctionalTests.Privacy;

/// <summary>The machine's clock, moved by a test.</summary>
public sealed class MovedClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => ahead += time;
}
