using BackCare.Domain.Catalog;

namespace BackCare.App.Catalog;

/// <summary>A picture of a product.</summary>
/// <param name="Hash">Names it: it is served at <c>/pictures/{hash}</c>, and small at <c>/pictures/{hash}/small</c>.</param>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Width">Of the large rendition, pixels.</param>
/// <param name="Height">Of the large rendition, pixels.</param>
public sealed record PicturePart(string Hash, string Alt, int Width, int Height)
{
    internal static PicturePart Of(ProductPicture picture) => new(picture.Hash, picture.Alt, picture.Width, picture.Height);
}
