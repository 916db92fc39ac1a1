namespace BackCare.Domain.Learn.Simulation;

/// <summary>A simulated person: what a shopper brings to every visit.</summary>
public sealed record SimulatedShopper
{
    /// <summary>Every simulated visitor's pseudonym begins with this, and nobody else's counts as real when it does.</summary>
    public const string VisitorPrefix = "sim-";

    /// <summary>Pseudonym, beginning with <see cref="VisitorPrefix"/>.</summary>
    public required string VisitorId { get; init; }

    /// <summary>Taste cluster, 0-based: what the person likes that no model input tells.</summary>
    public required int Taste { get; init; }

    /// <summary>How much a price above the usual puts off; 1 is the average person.</summary>
    public required double PriceSensitivity { get; init; }

    /// <summary>The complaint that the person mostly comes with.</summary>
    public required string SymptomId { get; init; }

    /// <summary>Such as running; null when the person tells none.</summary>
    public string? Activity { get; init; }

    /// <summary>Shoe size, EU; null when the person does not tell it.</summary>
    public double? ShoeSizeEu { get; init; }

    /// <summary>Body weight in kg; null when the person does not tell it.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Age in years; null when the person does not tell it.</summary>
    public int? Age { get; init; }
}
