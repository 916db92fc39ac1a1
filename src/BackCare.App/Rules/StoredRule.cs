using BackCare.App.Data;
using BackCare.Domain.Catalog;

namespace BackCare.App.Rules;

/// <summary>A merchandising rule's row. Lists are joined by <c>|</c>, as in the products' rows.</summary>
public sealed class StoredRule : IShelfRow
{
    public required string Id { get; set; }

    public MerchandisingEffect Effect { get; set; }

    public string Description { get; set; } = "";

    public bool Enabled { get; set; }

    public string ProductIds { get; set; } = "";

    public string CategoryIds { get; set; } = "";

    public string Brands { get; set; } = "";

    public string SymptomIds { get; set; } = "";

    public string RegionIds { get; set; } = "";

    public string Queries { get; set; } = "";

    /// <summary>Of a pin: its first place, 1-based.</summary>
    public int Position { get; set; }

    /// <summary>Of a boost or bury: a share of the list's score range.</summary>
    public double Amount { get; set; }

    public int Priority { get; set; }

    public DateTime? FromUtc { get; set; }

    public DateTime? UntilUtc { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime ChangedUtc { get; set; }

    /// <summary>What the last one to change it was called then.</summary>
    public string ChangedBy { get; set; } = "";

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }

    /// <summary>The rule as the domain sees it.</summary>
    public MerchandisingRule ToRule() => new()
    {
        Id = Id,
        Effect = Effect,
        Description = Description,
        Enabled = Enabled,
        ProductIds = StoredProduct.Split(ProductIds),
        CategoryIds = StoredProduct.Split(CategoryIds),
        Brands = StoredProduct.Split(Brands),
        SymptomIds = StoredProduct.Split(SymptomIds),
        RegionIds = StoredProduct.Split(RegionIds),
        Queries = StoredProduct.Split(Queries),
        Position = Position,
        Amount = Amount,
        Priority = Priority,
        FromUtc = FromUtc,
        UntilUtc = UntilUtc,
    };

    /// <summary>Takes over what a rule says; who changed it and when is the caller's to write.</summary>
    public void Take(MerchandisingRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (Effect, Description, Enabled, Priority) = (rule.Effect, rule.Description, rule.Enabled, rule.Priority);
        (ProductIds, CategoryIds, Brands) = (StoredProduct.Join(rule.ProductIds), StoredProduct.Join(rule.CategoryIds), StoredProduct.Join(rule.Brands));
        (SymptomIds, RegionIds, Queries) = (StoredProduct.Join(rule.SymptomIds), StoredProduct.Join(rule.RegionIds), StoredProduct.Join(rule.Queries));
        (Position, Amount, FromUtc, UntilUtc) = (rule.Position, rule.Amount, rule.FromUtc, rule.UntilUtc);
    }
}
