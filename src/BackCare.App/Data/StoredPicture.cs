using BackCare.Domain.Catalog;

namespace BackCare.App.Data;

/// <summary>An uploaded picture in the two renditions that are served; found by its content, stored once however many products show it.</summary>
public sealed class StoredPicture
{
    /// <summary>SHA-256 of the large rendition, 64 hex digits.</summary>
    public required string Hash { get; set; }

    /// <summary>WebP, at most 1,200 pixels wide and high.</summary>
    public required byte[] Large { get; set; }

    /// <summary>WebP, at most 480 pixels wide and high.</summary>
    public required byte[] Small { get; set; }

    /// <summary>Of the large rendition, pixels.</summary>
    public int Width { get; set; }

    /// <summary>Of the large rendition, pixels.</summary>
    public int Height { get; set; }

    public DateTime UploadedUtc { get; set; }

    public required string UploadedBy { get; set; }
}

/// <summary>A product shows a picture.</summary>
public sealed class StoredProductPicture : IShelfRow
{
    public required string ProductId { get; set; }

    public required string Hash { get; set; }

    /// <summary>What it shows, in words.</summary>
    public required string Alt { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Place among the product's pictures; the first is the main one.</summary>
    public int Ordinal { get; set; }

    /// <summary>Moves with every change.</summary>
    public long Version { get; set; }

    /// <summary>The picture as the domain sees it.</summary>
    public ProductPicture ToPicture() => new(Hash, Alt, Width, Height);
}
