namespace BackCare.Domain.Arrange;

/// <summary>How much of what is served is tried out, so that later models learn from more than what the present one prefers.</summary>
/// <param name="Budget">Share of lists whose first places are drawn at random, in [0, 1]; 0 switches exploration off.</param>
/// <param name="Temperature">How far a draw strays from the scores, at least <see cref="LeastTemperature"/>: with the best score at 1 and the lowest at 0,
/// an item is e^(difference / temperature) times as likely to be drawn next as another.</param>
/// <param name="Window">First places that take part, 2 to <see cref="MostWindow"/>.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
public sealed record ExplorationSettings(double Budget = 0.1, double Temperature = 0.5, int Window = ExplorationSettings.MostWindow)
{
    /// <summary>Exact propensities cost 2^window steps.</summary>
    public const int MostWindow = 12;

    /// <summary>Below it a draw is the order of the scores anyway.</summary>
    public const double LeastTemperature = 0.01;

    /// <summary>No exploration: every list in its one order.</summary>
    public static ExplorationSettings Off { get; } = new(0);

    /// <summary>Share of lists whose first places are drawn at random.</summary>
    public double Budget { get; init; } = Budget is >= 0 and <= 1
        ? Budget : throw new ArgumentOutOfRangeException(nameof(Budget), Budget, "Use a share of lists from 0 to 1.");

    /// <summary>How far a draw strays from the scores.</summary>
    public double Temperature { get; init; } = Temperature is >= LeastTemperature and <= 1000
        ? Temperature : throw new ArgumentOutOfRangeException(nameof(Temperature), Temperature, $"Use {LeastTemperature} to 1000.");

    /// <summary>First places that take part.</summary>
    public int Window { get; init; } = Window is >= 2 and <= MostWindow
        ? Window : throw new ArgumentOutOfRangeException(nameof(Window), Window, $"Use 2 to {MostWindow} places.");

    /// <summary>Places that take part in a list of <paramref name="limit"/>: two more than are shown, so that what stands just below the end gets its chance.</summary>
    public int WindowOf(int limit) => Budget > 0 ? Math.Min(Window, limit + 2) : 0;
}
