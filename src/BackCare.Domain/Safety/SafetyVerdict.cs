namespace BackCare.Domain.Safety;

/// <summary>What raised a danger sign.</summary>
public enum FlagOrigin
{
    /// <summary>The shopper's own words, not yet confirmed.</summary>
    Text,

    /// <summary>An answer that confirmed it.</summary>
    Answer,

    /// <summary>An answer "I do not know": not ruled out.</summary>
    NotKnown,

    /// <summary>A question that the shopper declined.</summary>
    Skipped,

    /// <summary>Age, severity or another fact of the report.</summary>
    Context,
}

/// <summary>A danger sign that the answer must speak of.</summary>
/// <param name="Flag">The danger sign.</param>
/// <param name="From">What raised it.</param>
/// <param name="Message">Shown text, in the shopper's language.</param>
/// <param name="Action">What to do, for the shopper's country and language.</param>
public sealed record RaisedFlag(RedFlag Flag, FlagOrigin From, string Message, string Action)
{
    /// <summary>Id of the danger sign.</summary>
    public string Id => Flag.Id;
}

/// <summary>Why a category is limited for this shopper.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Level">How strictly; the strictest of all reasons.</param>
/// <param name="Reason">Shown text.</param>
/// <param name="Because">The condition or danger sign id that says so.</param>
public sealed record CategoryLimit(string CategoryId, ContraindicationLevel Level, string Reason, string Because);

/// <summary>Whether products may be shown, before any product is looked at.</summary>
public enum Stop
{
    /// <summary>Products may be shown.</summary>
    None,

    /// <summary>A question must be answered first.</summary>
    Question,

    /// <summary>The shopper is referred; nothing is sold.</summary>
    Referral,
}

/// <summary>What the gate decided on a report.</summary>
public sealed record SafetyVerdict
{
    /// <summary>Whether products may be shown.</summary>
    public Stop Stop { get; init; }

    /// <summary>How soon to be seen.</summary>
    public CareLevel CareLevel { get; init; }

    /// <summary>Danger signs to speak of, most urgent first, ties by id.</summary>
    public IReadOnlyList<RaisedFlag> Raised { get; init; } = [];

    /// <summary>The danger sign to ask now, before or beside products; null when none is left.</summary>
    public RedFlag? Question { get; init; }

    /// <summary>True when <see cref="Question"/> was named by the shopper's words or another fact, and so comes before everything else.</summary>
    public bool QuestionComesFirst { get; init; }

    /// <summary>Danger signs not yet asked, most urgent first, ties by id.</summary>
    public IReadOnlyList<RedFlag> Pending { get; init; } = [];

    /// <summary>Danger-sign questions asked of this report that have an answer.</summary>
    public int Answered { get; init; }

    /// <summary>Conditions that hold, given or set by danger signs.</summary>
    public IReadOnlySet<string> Conditions { get; init; } = new HashSet<string>();

    /// <summary>Limits on whole categories, the strictest per category.</summary>
    public IReadOnlyDictionary<string, CategoryLimit> Limits { get; init; } = new Dictionary<string, CategoryLimit>();

    /// <summary>Regions nothing is sold for.</summary>
    public IReadOnlySet<string> StoppedRegions { get; init; } = new HashSet<string>();

    /// <summary>Regions no stretch aid is sold for, because an emergency question stands unanswered (rule RQ28).</summary>
    public IReadOnlySet<string> NoStretchRegions { get; init; } = new HashSet<string>();

    /// <summary>Matched symptoms that nothing is sold for.</summary>
    public IReadOnlySet<string> StoppedSymptoms { get; init; } = new HashSet<string>();

    /// <summary>Shown text on the decision as a whole; null when there is nothing to add to the products.</summary>
    public string? Message { get; init; }
}
