using System.Text.Json.Serialization;
using BackCare.Domain.Reviews;

namespace BackCare.App.Reviews;

/// <summary>What a review or comment is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewTopic>))]
public enum ReviewTopic
{
    /// <summary>A product, by its id; with stars.</summary>
    [JsonStringEnumMemberName("product")]
    Product,

    /// <summary>A part of the Learn page, by its key; without stars.</summary>
    [JsonStringEnumMemberName("learn")]
    Learn,

    /// <summary>A product, by its id; a comment without stars.</summary>
    [JsonStringEnumMemberName("product_comment")]
    ProductComment,
}

/// <summary>A review (with stars) or a comment (without).</summary>
public sealed class StoredReview
{
    public required string Id { get; set; }

    public ReviewTopic Topic { get; set; }

    /// <summary>Product id, or key of the part of the page.</summary>
    public required string TopicKey { get; set; }

    /// <summary>1 to 5; null for a comment.</summary>
    public int? Stars { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Plain text; shown as text, never as markup.</summary>
    public required string Text { get; set; }

    /// <summary>Name to show, as the author chose it; may be empty.</summary>
    public string AuthorName { get; set; } = "";

    /// <summary>en or es.</summary>
    public string Language { get; set; } = "en";

    /// <summary>SHA-256 of the key that its author edits it by.</summary>
    public required string EditKeyHash { get; set; }

    /// <summary>Pseudonym of a visitor who gave consent, so that export and erasure find it; null otherwise.</summary>
    public string? VisitorId { get; set; }

    /// <summary>The order that shows that the author bought it; null when unknown.</summary>
    public string? OrderId { get; set; }

    public ReviewState State { get; set; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public RejectReason? Reason { get; set; }

    /// <summary>What the moderator adds to the reason, for the author.</summary>
    public string ReasonNote { get; set; } = "";

    public DateTime SubmittedUtc { get; set; }

    /// <summary>When its author changed it last; null when never.</summary>
    public DateTime? EditedUtc { get; set; }

    public DateTime? DecidedUtc { get; set; }

    /// <summary>Account or key that decided; null when nobody has.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Reports by readers since the last decision.</summary>
    public int Reports { get; set; }

    /// <summary>What the author says against a rejection; empty when there is no appeal.</summary>
    public string Appeal { get; set; } = "";

    public DateTime? AppealedUtc { get; set; }

    /// <summary>Moves with every change; a second moderator is told of the first one's decision by it.</summary>
    public long Version { get; set; }

    /// <summary>True while its author's appeal waits for a decision.</summary>
    public bool HasOpenAppeal => State == ReviewState.Rejected && AppealedUtc is { } appealed && DecidedUtc < appealed;

    /// <summary>Takes a moderator's decision; earlier reports are settled by it.</summary>
    public void Decide(ReviewState state, RejectReason? reason, string note, string by, DateTime nowUtc) =>
        (State, Reason, ReasonNote, DecidedBy, DecidedUtc, Reports, Version) =
        (state, state == ReviewState.Rejected ? reason : null, state == ReviewState.Rejected ? note : "", by, nowUtc, 0, Version + 1);

    /// <summary>Takes the author's new words, which wait for a moderator again; an appeal was about the old ones.</summary>
    public void Rewrite(int? stars, string title, string text, string authorName, DateTime nowUtc) =>
        (Stars, Title, Text, AuthorName, EditedUtc, State, Reason, ReasonNote, Appeal, AppealedUtc, Version) =
        (stars, title, text, authorName, nowUtc, ReviewState.Pending, null, "", "", null, Version + 1);
}

/// <summary>A reader's report of a review.</summary>
public sealed class ReviewReport
{
    public long Id { get; set; }

    public required string ReviewId { get; set; }

    public ReportReason Reason { get; set; }

    public DateTime ReportedUtc { get; set; }
}
