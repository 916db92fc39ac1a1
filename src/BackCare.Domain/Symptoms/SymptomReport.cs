namespace BackCare.Domain.Symptoms;

/// <summary>Which side of the body a complaint is on.</summary>
public enum BodySide
{
    /// <summary>Left.</summary>
    Left,

    /// <summary>Right.</summary>
    Right,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>A shopper's answer to a danger-sign question.</summary>
public enum AnswerValue
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>The shopper does not know.</summary>
    Unknown,

    /// <summary>The shopper declined to answer; not the same as not yet asked.</summary>
    Skipped,
}

/// <summary>One answer. A question without an answer in the report has not been asked yet.</summary>
/// <param name="RedFlagId">The danger sign asked for.</param>
/// <param name="Value">The answer.</param>
public sealed record SafetyAnswer(string RedFlagId, AnswerValue Value);

/// <summary>What a shopper tells, as a whole: the service keeps nothing between requests.</summary>
public sealed record SymptomReport
{
    /// <summary>Own words, up to 2,000 characters. Never logged.</summary>
    public string Text { get; init; } = "";

    /// <summary>Ticked symptom ids.</summary>
    public IReadOnlyList<string> Symptoms { get; init; } = [];

    /// <summary>Symptoms the shopper struck out of what was understood.</summary>
    public IReadOnlyList<string> RejectedSymptoms { get; init; } = [];

    /// <summary>Ticked region ids.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Answers to danger-sign questions.</summary>
    public IReadOnlyList<SafetyAnswer> Answers { get; init; } = [];

    /// <summary>Qualifier ids confirmed by the shopper.</summary>
    public IReadOnlyList<string> Qualifiers { get; init; } = [];

    /// <summary>Qualifier ids denied or skipped by the shopper; not asked again.</summary>
    public IReadOnlyList<string> DeniedQualifiers { get; init; } = [];

    /// <summary>Side, when given.</summary>
    public BodySide? Side { get; init; }

    /// <summary>About the shopper.</summary>
    public ShopperContext Context { get; init; } = new();
}

/// <summary>What the shopper tells about themselves; everything is optional.</summary>
public sealed record ShopperContext
{
    /// <summary>How bad, 0 to 10.</summary>
    public int? Severity { get; init; }

    /// <summary>How long, in days.</summary>
    public int? DurationDays { get; init; }

    /// <summary>Such as running or standing.</summary>
    public string? Activity { get; init; }

    /// <summary>Shoe size, EU.</summary>
    public double? ShoeSizeEu { get; init; }

    /// <summary>Body weight in kg.</summary>
    public double? WeightKg { get; init; }

    /// <summary>Highest price in minor units of the shop's currency.</summary>
    public long? BudgetMinor { get; init; }

    /// <summary>Age in years.</summary>
    public int? Age { get; init; }

    /// <summary>Condition ids.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>ISO 3166 alpha-2 country, for what to do in an emergency.</summary>
    public string Country { get; init; } = "US";

    /// <summary>en or es.</summary>
    public string Language { get; init; } = "en";
}
