namespace BackCare.Domain.Reviews;

/// <summary>Where a review or comment stands. Only approved ones are shown; any change by its author makes it pending again.</summary>
public enum ReviewState
{
    /// <summary>Waits for a moderator.</summary>
    Pending,

    /// <summary>Shown.</summary>
    Approved,

    /// <summary>Not shown; its author is told why and may appeal once.</summary>
    Rejected,
}

/// <summary>Why a review is not shown.</summary>
public enum RejectReason
{
    /// <summary>It advertises something, or links elsewhere.</summary>
    Advertising,

    /// <summary>It insults or threatens.</summary>
    Offensive,

    /// <summary>It is about something else, such as delivery.</summary>
    OffTopic,

    /// <summary>It names a person, an address or another private thing.</summary>
    PersonalData,

    /// <summary>It tells of the author's health; the shop does not publish that.</summary>
    HealthDetails,

    /// <summary>It promises a cure or gives medical advice.</summary>
    HealthClaim,

    /// <summary>It is not by a person who used it.</summary>
    NotGenuine,
}

/// <summary>Why a reader reports a review.</summary>
public enum ReportReason
{
    /// <summary>It advertises.</summary>
    Advertising,

    /// <summary>It insults or threatens.</summary>
    Offensive,

    /// <summary>It names something private.</summary>
    PersonalData,

    /// <summary>It promises a cure or gives medical advice.</summary>
    HealthClaim,

    /// <summary>Anything else.</summary>
    Other,
}
