namespace BackCare.Domain.Recommend;

/// <summary>A step from a report to an answer, in their order.</summary>
public enum Stage
{
    /// <summary>Text becomes symptoms.</summary>
    Link,

    /// <summary>Danger signs and conditions: stop, limits, questions.</summary>
    Gate,

    /// <summary>From symptoms to structures; walked when the shelf was built.</summary>
    Reach,

    /// <summary>Products by rule and through the chain, then hard filters.</summary>
    Collect,

    /// <summary>Feature rows and scores.</summary>
    Score,

    /// <summary>The order of the list.</summary>
    Arrange,

    /// <summary>What is said of every product.</summary>
    Explain,
}
