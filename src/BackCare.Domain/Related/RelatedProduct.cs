using BackCare.Domain.Candidates;

namespace BackCare.Domain.Related;

/// <summary>Why a product is shown beside others.</summary>
public enum RelatedBy
{
    /// <summary>Shoppers who opened the one opened the other in the same visit.</summary>
    OpenedTogether,

    /// <summary>Shoppers who bought the one bought the other.</summary>
    BoughtTogether,

    /// <summary>Both are listed for one symptom.</summary>
    SameSymptom,

    /// <summary>Both work on one structure.</summary>
    SameStructure,

    /// <summary>They are of one category.</summary>
    SameCategory,

    /// <summary>They are for the same step of a plan.</summary>
    SamePlanGroup,

    /// <summary>Shoppers looked at it, put it into the basket or bought it lately.</summary>
    Shoppers,

    /// <summary>It is known to help with much.</summary>
    Knowledge,
}

/// <summary>A product beside others, with its reason.</summary>
/// <param name="Item">The product.</param>
/// <param name="Score">Higher is nearer; comparable within one answer only.</param>
/// <param name="Because">The stronger of what shoppers did and what is known.</param>
/// <param name="Reason">The same as one sentence, in the language asked for.</param>
public sealed record RelatedProduct(ShelfItem Item, double Score, RelatedBy Because, string Reason);
