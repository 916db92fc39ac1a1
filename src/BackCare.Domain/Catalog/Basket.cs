namespace BackCare.Domain.Catalog;

/// <summary>One product in one size.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Size">The chosen size; empty when there was nothing to choose.</param>
/// <param name="Quantity">Pieces, from 1 to <see cref="Basket.MostPieces"/>.</param>
/// <param name="ListId">The recommendation that it was chosen from; null when it was found otherwise or the shopper gave no consent.</param>
public sealed record BasketLine(string ProductId, string Size, int Quantity, string? ListId = null)
{
    /// <summary>True for the same product in the same size.</summary>
    public bool IsFor(string productId, string size) => ProductId == productId && Size == size;
}

/// <summary>What a shopper means to buy. Immutable; it holds no health answer.</summary>
public sealed record Basket
{
    /// <summary>Most lines; the basket travels in a cookie of 4 KB.</summary>
    public const int MostLines = 24;

    /// <summary>Most pieces of one line.</summary>
    public const int MostPieces = 20;

    /// <summary>Nothing in it.</summary>
    public static Basket Empty { get; } = new();

    /// <summary>In the order in which they were put in.</summary>
    public IReadOnlyList<BasketLine> Lines { get; private init; } = [];

    /// <summary>Pieces over all lines.</summary>
    public int Pieces => Lines.Sum(l => l.Quantity);

    /// <summary>The basket with a line more, or with more pieces of a line it has; the same basket when it is full.</summary>
    public Basket Add(BasketLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (Lines.FirstOrDefault(l => l.IsFor(line.ProductId, line.Size)) is { } known)
            return Set(line.ProductId, line.Size, known.Quantity + line.Quantity);
        return Lines.Count >= MostLines || line.Quantity < 1 ? this : new Basket { Lines = [.. Lines, line with { Quantity = Math.Min(line.Quantity, MostPieces) }] };
    }

    /// <summary>The basket with that many pieces of a line; none takes the line out.</summary>
    public Basket Set(string productId, string size, int quantity) => new()
    {
        Lines = quantity < 1
            ? [.. Lines.Where(l => !l.IsFor(productId, size))]
            : [.. Lines.Select(l => l.IsFor(productId, size) ? l with { Quantity = Math.Min(quantity, MostPieces) } : l)],
    };
}
