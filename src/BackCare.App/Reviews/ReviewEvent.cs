using BackCare.App.Data;

namespace BackCare.App.Reviews;

/// <summary>One step of a review's way: who did what to it and when. Holds no word of the text; it goes when its author deletes the review.</summary>
public sealed class ReviewEvent
{
    public long Id { get; set; }

    public required string ReviewId { get; set; }

    public DateTime AtUtc { get; set; }

    public ReviewStep Step { get; set; }

    /// <summary>The moderator; empty for its author and for readers.</summary>
    public string By { get; set; } = "";

    /// <summary>Why it was kept back or reported, as a code; empty otherwise.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Adds a step; the caller's <c>SaveChangesAsync</c> stores it together with what it tells of.</summary>
    internal static void Add(BackCareDb db, string reviewId, ReviewStep step, DateTime nowUtc, string by = "", string reason = "") =>
        db.ReviewEvents.Add(new ReviewEvent { ReviewId = reviewId, Step = step, AtUtc = nowUtc, By = by, Reason = reason });
}

/// <summary>What happened to a review.</summary>
public enum ReviewStep
{
    /// <summary>Its author sent it.</summary>
    Written,

    /// <summary>Its author changed it; it waits again.</summary>
    Changed,

    /// <summary>A reader reported it.</summary>
    Reported,

    /// <summary>A moderator showed it.</summary>
    Approved,

    /// <summary>A moderator kept it back.</summary>
    Rejected,

    /// <summary>Its author appealed.</summary>
    Appealed,

    /// <summary>The appeal was followed: it is shown.</summary>
    AppealGranted,

    /// <summary>The appeal was turned down: it stays back.</summary>
    AppealDismissed,
}
