using BackCare.Domain.Explain;
using BackCare.Domain.Plans;
using BackCare.Domain.Safety;
using BackCare.Domain.Symptoms;

namespace BackCare.Domain.Recommend;

/// <summary>What kind of answer a report gets.</summary>
public enum OutcomeKind
{
    /// <summary>Products.</summary>
    Products,

    /// <summary>A question: a danger sign that comes first (without products or with limited ones), or a qualifier that separates ties (with products).</summary>
    Question,

    /// <summary>To a clinician; no products.</summary>
    Referral,

    /// <summary>Nothing in the shop is likely to help, or the text is about something else.</summary>
    Nothing,
}

/// <summary>A symptom as it is shown back to the shopper.</summary>
/// <param name="SymptomId">The symptom.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Confidence">In (0, 1].</param>
/// <param name="Span">The shopper's words; null when ticked.</param>
/// <param name="Side">Side, when stated.</param>
/// <param name="Origin">Where it comes from.</param>
public sealed record UnderstoodSymptom(string SymptomId, string Name, double Confidence, TextSpan? Span, BodySide? Side, LinkOrigin Origin);

/// <summary>What a question asks about.</summary>
public enum QuestionKind
{
    /// <summary>A danger sign; options yes, no, unknown, skipped.</summary>
    RedFlag,

    /// <summary>A qualifier; options yes, no, skipped.</summary>
    Qualifier,
}

/// <summary>A question to the shopper.</summary>
/// <param name="Id">Danger sign or qualifier id.</param>
/// <param name="Kind">What it asks about.</param>
/// <param name="Text">The question, in the shopper's language.</param>
/// <param name="Why">Why it is asked, in the shopper's language.</param>
/// <param name="Options">Answers that can be sent back.</param>
public sealed record AskedQuestion(string Id, QuestionKind Kind, string Text, string Why, IReadOnlyList<string> Options);

/// <summary>How many collected products each filter removed; a product counts once, under the first filter that removed it, in this order.</summary>
/// <param name="Contraindicated">By a danger sign or a condition.</param>
/// <param name="Avoid">May harm with one of the symptoms.</param>
/// <param name="Category">Not in the categories asked for.</param>
/// <param name="Size">Known sizes do not include the shopper's.</param>
/// <param name="Weight">Shopper is above the product's rating.</param>
/// <param name="Age">Made for another age.</param>
/// <param name="Budget">Above the budget.</param>
/// <param name="OutOfStock">Not in stock, when that was asked for.</param>
/// <param name="Hidden">Kept off the list by a merchandising rule; asked right after <paramref name="Avoid"/>.</param>
public sealed record RemovedCounts(
    int Contraindicated, int Avoid, int Category, int Size, int Weight, int Age, int Budget, int OutOfStock, int Hidden = 0)
{
    /// <summary>Nothing removed.</summary>
    public static RemovedCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Sum of all.</summary>
    public int Total => Contraindicated + Avoid + Category + Size + Weight + Age + Budget + OutOfStock + Hidden;
}

/// <summary>Why a product is not on the list.</summary>
public enum RemovedBy
{
    /// <summary>Nothing removed it.</summary>
    Nothing,

    /// <summary>A danger sign or a condition.</summary>
    Contraindicated,

    /// <summary>It may harm with one of the symptoms.</summary>
    Avoid,

    /// <summary>It is not in the categories asked for.</summary>
    Category,

    /// <summary>Known sizes do not include the shopper's.</summary>
    Size,

    /// <summary>The shopper is above its weight rating.</summary>
    Weight,

    /// <summary>It is made for another age.</summary>
    Age,

    /// <summary>It is above the budget.</summary>
    Budget,

    /// <summary>It is not in stock, when that was asked for.</summary>
    OutOfStock,

    /// <summary>A merchandising rule hides it.</summary>
    Hidden,

    /// <summary>Nothing known ties it to the symptoms.</summary>
    NotForThis,
}

/// <summary>A product that was asked for and is not listed.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="By">The first filter that removed it.</param>
public sealed record RemovedProduct(string ProductId, RemovedBy By);

/// <summary>Filters that were dropped because they left nothing. Never safety, size, weight or age.</summary>
/// <param name="Dropped">outOfStock, budget or category, in the order they were dropped.</param>
/// <param name="Message">Shown text.</param>
public sealed record Fallback(IReadOnlyList<string> Dropped, string Message);

/// <summary>Which ranker ordered the list.</summary>
/// <param name="Name">Such as <c>knowledge</c>.</param>
/// <param name="Version">Its version.</param>
public sealed record RankerIdentity(string Name, string Version);

/// <summary>The answer to a report, complete: what is shown, why, and what was held back.</summary>
public sealed record Outcome
{
    /// <summary>What kind of answer it is.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>How soon to be seen.</summary>
    public CareLevel CareLevel { get; init; }

    /// <summary>Shown text on the answer as a whole.</summary>
    public string? Message { get; init; }

    /// <summary>Danger signs, most urgent first.</summary>
    public IReadOnlyList<RaisedFlag> RedFlags { get; init; } = [];

    /// <summary>Symptoms, best first.</summary>
    public IReadOnlyList<UnderstoodSymptom> Understood { get; init; } = [];

    /// <summary>The one question to ask now; may stand beside products.</summary>
    public AskedQuestion? Question { get; init; }

    /// <summary>Danger-sign questions to show beside the products, most urgent first.</summary>
    public IReadOnlyList<AskedQuestion> SafetyQuestions { get; init; } = [];

    /// <summary>Products, best first.</summary>
    public IReadOnlyList<RankedProduct> Products { get; init; } = [];

    /// <summary>What each filter removed.</summary>
    public RemovedCounts Removed { get; init; } = RemovedCounts.None;

    /// <summary>Products asked for by <see cref="RecommendationRequest.Only"/> that are not listed, by id; empty when the request named none.</summary>
    public IReadOnlyList<RemovedProduct> RemovedProducts { get; init; } = [];

    /// <summary>Categories of the collected products that are limited for this shopper, strictest first.</summary>
    public IReadOnlyList<CategoryLimit> Limits { get; init; } = [];

    /// <summary>Filters dropped because they left nothing; null when none was.</summary>
    public Fallback? Fallback { get; init; }

    /// <summary>Self-care plan; null when a danger sign stops it or none fits.</summary>
    public SelfCarePlan? Plan { get; init; }

    /// <summary>Kinds of products that are not shown to help, or may harm, with the symptoms.</summary>
    public IReadOnlyList<NegativeEvidence> NotShownToHelp { get; init; } = [];

    /// <summary>Links of the chain around the best symptom that are told but rank nothing, with what speaks against them.</summary>
    public IReadOnlyList<PathLink> Background { get; init; } = [];

    /// <summary>Which ranker ordered the list.</summary>
    public required RankerIdentity Model { get; init; }

    /// <summary>Version of the shelf that answered.</summary>
    public required string ShelfVersion { get; init; }

    /// <summary>What was scored and shown, for the journal; null unless the serving policy asks for it, and where no product was scored.</summary>
    public ScoredList? Scored { get; init; }

    /// <summary>What each stage did; null unless asked for.</summary>
    public StageTrace? Trace { get; init; }
}
