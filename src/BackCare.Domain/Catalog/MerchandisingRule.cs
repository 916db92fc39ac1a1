namespace BackCare.Domain.Catalog;

/// <summary>What a merchandising rule does, in the order of effect.</summary>
public enum MerchandisingEffect
{
    /// <summary>Keeps products off the list; part of the hard filters.</summary>
    Hide,

    /// <summary>Adds to the score.</summary>
    Boost,

    /// <summary>Takes from the score.</summary>
    Bury,

    /// <summary>Puts products at a place, after everything else.</summary>
    Pin,
}

/// <summary>Where a rule stands.</summary>
public enum RuleState
{
    /// <summary>In force.</summary>
    Running,

    /// <summary>Begins later.</summary>
    Planned,

    /// <summary>Has ended.</summary>
    Over,

    /// <summary>Switched off.</summary>
    Off,
}

/// <summary>What the shop wants with some of its products on some lists. No rule brings back what safety or suitability removed.</summary>
public sealed record MerchandisingRule
{
    /// <summary>Largest <see cref="Amount"/>.</summary>
    public const double MostAmount = 10;

    /// <summary>Last place that a pin can name.</summary>
    public const int LastPosition = 50;

    /// <summary>Entries at most in each of its lists.</summary>
    public const int MostNamed = 50;

    /// <summary>Longest of <see cref="Queries"/>, in UTF-16 code units.</summary>
    public const int LongestQuery = 80;

    /// <summary>Largest <see cref="Priority"/>, and the lowest with a minus.</summary>
    public const int MostPriority = 1_000;

    /// <summary>Key.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required MerchandisingEffect Effect { get; init; }

    /// <summary>Why it is there, for the shop's own people.</summary>
    public string Description { get; init; } = "";

    /// <summary>False switches it off and keeps it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Products it is about; any when empty. A product must fit every list here that is not empty.</summary>
    public IReadOnlyList<string> ProductIds { get; init; } = [];

    /// <summary>Categories it is about; any when empty.</summary>
    public IReadOnlyList<string> CategoryIds { get; init; } = [];

    /// <summary>Brands it is about, letter case ignored; any when empty.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Lists it is about: those for one of these matched symptoms; any when empty. What is asked must fit every list here that is not empty.</summary>
    public IReadOnlyList<string> SymptomIds { get; init; } = [];

    /// <summary>Lists it is about: those whose matched symptoms belong to one of these regions; any when empty.</summary>
    public IReadOnlyList<string> RegionIds { get; init; } = [];

    /// <summary>Lists it is about: those for a text that holds one of these, word by word in this order; letter case, accents and English plurals are ignored.
    /// Any when empty.</summary>
    public IReadOnlyList<string> Queries
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
            QueryWords = [.. value.Select(RuleWords.Of)];
        }
    } = [];

    /// <summary>Of a pin: the place of the first of <see cref="ProductIds"/>, 1-based; the next ones follow it.</summary>
    public int Position { get; init; } = 1;

    /// <summary>Of a boost or bury: the offset, as a share of the distance from the lowest to the highest score on the list,
    /// so that it means the same under every ranker; in (0, <see cref="MostAmount"/>].</summary>
    public double Amount { get; init; } = 0.5;

    /// <summary>The higher one wins where two pins want the same place or the same product; ties by id.</summary>
    public int Priority { get; init; }

    /// <summary>In force from then on; null: always.</summary>
    public DateTime? FromUtc { get; init; }

    /// <summary>In force before then; null: for ever.</summary>
    public DateTime? UntilUtc { get; init; }

    /// <summary>What is wrong with the rule and what to do; null when it can be used.</summary>
    public string? Fault =>
        Effect == MerchandisingEffect.Pin && ProductIds.Count == 0 ? "A pin names no product. Name the products to pin, in their order."
        : Effect == MerchandisingEffect.Pin && Position is < 1 or > LastPosition ? $"Position {Position} is not a place. Use 1 to {LastPosition}."
        : Effect is MerchandisingEffect.Boost or MerchandisingEffect.Bury && !(Amount > 0 && Amount <= MostAmount)
            ? FormattableString.Invariant($"Amount {Amount} is out of range. Use a share of the list's score range above 0 and up to {MostAmount}.")
        : Effect == MerchandisingEffect.Hide && ProductIds.Count + CategoryIds.Count + Brands.Count == 0
            ? "The rule hides every product. Name products, categories or brands."
        : Longest > MostNamed ? $"A list of the rule has more than {MostNamed} entries. Make two rules, or name a category or a brand."
        : Queries.Any(q => q.Length > LongestQuery) || QueryWords.Any(words => words.Count == 0) ? $"A search text has no letters or more than {LongestQuery} characters. Write the words that a shopper would type."
        : Priority is < -MostPriority or > MostPriority ? $"Priority {Priority} is out of range. Use {-MostPriority} to {MostPriority}."
        : FromUtc >= UntilUtc ? "The rule ends before it begins. Set an end after its start."
        : null;

    // Folded once, when the rule is made: every request asks for them.
    internal IReadOnlyList<IReadOnlyList<string>> QueryWords { get; private init; } = [];

    private int Longest => Math.Max(
        Math.Max(Math.Max(ProductIds.Count, CategoryIds.Count), Math.Max(Brands.Count, SymptomIds.Count)), Math.Max(RegionIds.Count, Queries.Count));

    /// <summary>True when it is switched on and its dates include <paramref name="nowUtc"/>.</summary>
    public bool IsInForce(DateTime nowUtc) => Enabled && (FromUtc is not { } from || nowUtc >= from) && (UntilUtc is not { } until || nowUtc < until);

    /// <summary>Where it stands on its way: off, planned, running or over.</summary>
    public RuleState StateAt(DateTime nowUtc) =>
        !Enabled ? RuleState.Off : nowUtc < FromUtc ? RuleState.Planned : nowUtc >= UntilUtc ? RuleState.Over : RuleState.Running;

    /// <summary>True when a text that a shopper typed fits <see cref="Queries"/>.</summary>
    public bool Hears(IReadOnlyList<string> words) => QueryWords.Count == 0 || QueryWords.Any(query => RuleWords.Holds(words, query));

    /// <summary>True when it is about this product.</summary>
    public bool Concerns(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return (ProductIds.Count == 0 || ProductIds.Contains(product.Id))
            && (CategoryIds.Count == 0 || CategoryIds.Contains(product.CategoryId))
            && (Brands.Count == 0 || Brands.Contains(product.Brand, StringComparer.OrdinalIgnoreCase));
    }
}
