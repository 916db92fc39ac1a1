namespace BackCare.Domain.Explain;

/// <summary>Confidence in a stated effect, also in a negative one. Order matters: a later member is better evidence.</summary>
/// <remarks>Meaning of the grades: knowledge README, section 2.</remarks>
public enum EvidenceGrade
{
    /// <summary>No trial found.</summary>
    ExpertOpinion,

    /// <summary>Small, observational, inconsistent or indirect.</summary>
    Limited,

    /// <summary>One good trial, trials with limits, or guideline grade B.</summary>
    Moderate,

    /// <summary>Guideline grade A or several consistent trials.</summary>
    Strong,
}

/// <summary>What a kind of product is known to do for a symptom.</summary>
public enum Effect
{
    /// <summary>Shown to help.</summary>
    Helps,

    /// <summary>Some sign of help.</summary>
    MayHelp,

    /// <summary>Comfort, no claim on the complaint itself.</summary>
    ComfortOnly,

    /// <summary>Makes a helpful exercise easier to do.</summary>
    Enabler,

    /// <summary>Tested and not shown to help; stored so that the shop can say it.</summary>
    NoBenefit,

    /// <summary>May harm; removes the product whatever else speaks for it.</summary>
    Avoid,
}

/// <summary>The part a product plays in looking after a symptom.</summary>
public enum EvidenceRole
{
    /// <summary>A main measure.</summary>
    Primary,

    /// <summary>Goes with a main measure.</summary>
    Adjunct,

    /// <summary>Comfort only.</summary>
    Comfort,

    /// <summary>Listed to say that it is not recommended.</summary>
    NotRecommended,
}

/// <summary>How a source was checked.</summary>
public enum SourceVerification
{
    /// <summary>Well known from general knowledge, not seen.</summary>
    Recalled,

    /// <summary>Seen second-hand or only in part.</summary>
    Secondary,

    /// <summary>The paper, page or its abstract was seen.</summary>
    Searched,
}

/// <summary>A paper, guideline, law or page that a statement rests on.</summary>
/// <param name="Id">UPPER_SNAKE key.</param>
/// <param name="Kind">Such as guideline, rct, cochrane.</param>
/// <param name="Verified">How it was checked.</param>
/// <param name="Citation">Full citation with the figures quoted from it.</param>
/// <param name="Url">Where to read it; empty when unknown.</param>
public sealed record Source(string Id, string Kind, SourceVerification Verified, string Citation, string Url);
