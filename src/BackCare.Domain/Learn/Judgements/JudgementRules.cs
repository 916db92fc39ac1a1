namespace BackCare.Domain.Learn.Judgements;

/// <summary>What each response to a shown product is worth as a relevance grade; being seen without any is worth 0.</summary>
public sealed record JudgementRules
{
    /// <summary>Grade of a purchase.</summary>
    public const float Purchase = 4;

    /// <summary>Grade of what was put into the basket and left there.</summary>
    public const float AddToCart = 3;

    /// <summary>Grade of a click followed by a long look.</summary>
    public const float LongClick = 2;

    /// <summary>Grade of a click.</summary>
    public const float Click = 1;

    /// <summary>Shortest look at a product's page, in milliseconds, that counts as a long one. 30 s is where a click is commonly taken for a satisfied one
    /// (Fox, Karnawat, Mydland, Dumais and White, "Evaluating implicit measures to improve web search", TOIS 23(2), 2005).</summary>
    public int LongClickMs { get; init; } = 30_000;
}
