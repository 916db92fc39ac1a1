namespace BackCare.App.Desk;

/// <summary>How often reports or searches of one month found nothing for something that the shop knows by name. No words, no visitor, no day.</summary>
public sealed class UnmetNeed
{
    /// <summary>First moment of the month, UTC.</summary>
    public DateTime MonthUtc { get; set; }

    /// <summary>report or search.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of a symptom that was understood; <see cref="NotUnderstood"/> when none was.</summary>
    public required string Concept { get; set; }

    public long Count { get; set; }

    /// <summary>Nothing that the shop has a name for was understood.</summary>
    public const string NotUnderstood = "not_understood";
}
