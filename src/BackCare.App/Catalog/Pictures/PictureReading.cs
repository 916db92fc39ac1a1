using System.Security.Cryptography;
using SkiaSharp;

namespace BackCare.App.Catalog.Pictures;

/// <summary>An upload written anew: two renditions that hold nothing but pixels.</summary>
/// <param name="Hash">SHA-256 of the large one, 64 hex digits.</param>
/// <param name="Large">WebP, at most <see cref="PictureReading.LargeSide"/> pixels wide and high.</param>
/// <param name="Small">WebP, at most <see cref="PictureReading.SmallSide"/> pixels wide and high.</param>
/// <param name="Width">Of the large one, pixels.</param>
/// <param name="Height">Of the large one, pixels.</param>
public sealed record ReadPicture(string Hash, byte[] Large, byte[] Small, int Width, int Height);

/// <summary>Reads an uploaded picture by its content and writes it anew, so that no bytes of the upload are ever served (docs/decisions/0091-pictures.md).</summary>
/// <remarks>What it holds beside pixels (place, camera, colour profiles, hidden data behind the end) is gone; turned photographs are turned upright.</remarks>
public static class PictureReading
{
    /// <summary>Longest side of the large rendition, pixels.</summary>
    public const int LargeSide = 1_200;

    /// <summary>Longest side of the small rendition, pixels.</summary>
    public const int SmallSide = 480;

    /// <summary>Most bytes of an upload.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    // Smaller than this nothing can be seen on a page; more pixels than that take more memory than a picture is worth.
    private const int LeastSide = 100, MostSide = 12_000, Quality = 82;
    private const long MostPixels = 40_000_000;

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>The picture, or a sentence that says why it cannot be taken.</summary>
    public static (ReadPicture? Picture, string? Problem) Read(byte[] upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (upload.Length == 0) return (null, "The file is empty. Choose a PNG, JPEG or WebP picture.");
        if (upload.Length > MostBytes) return (null, $"The file has {upload.Length / 1024:N0} KB; at most {MostBytes / 1024:N0} KB are taken. Save the picture smaller.");
        if (KindOf(upload) is null) return (null, "The file is no PNG, JPEG or WebP picture, whatever its name says. Save it as one of these.");
        using var data = SKData.CreateCopy(upload);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null) return (null, "The picture is damaged and cannot be read. Save it again and upload that.");
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Min(width, height) < LeastSide) return (null, $"The picture is {width} by {height} pixels; each side needs at least {LeastSide}.");
        if (Math.Max(width, height) > MostSide || (long)width * height > MostPixels)
            return (null, $"The picture is {width} by {height} pixels; at most {MostSide:N0} a side and {MostPixels / 1_000_000} million in all are taken. Save it smaller.");
        using var pixels = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        // A picture that ends too early would be shown with a grey part; it is refused as damaged.
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            return (null, "The picture is damaged and cannot be read to its end. Save it again and upload that.");
        (byte[] large, int largeWidth, int largeHeight) = Rendition(pixels, codec.EncodedOrigin, LargeSide);
        (byte[] small, _, _) = Rendition(pixels, codec.EncodedOrigin, SmallSide);
        return (new ReadPicture(Convert.ToHexStringLower(SHA256.HashData(large)), large, small, largeWidth, largeHeight), null);
    }

    /// <summary>PNG, JPEG or WebP by its first bytes; null for anything else.</summary>
    internal static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "PNG"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "JPEG"
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "WebP"
        : null;

    private static (byte[] Bytes, int Width, int Height) Rendition(SKBitmap picture, SKEncodedOrigin origin, int side)
    {
        double scale = Math.Min(1.0, side / (double)Math.Max(picture.Width, picture.Height));
        var size = new SKImageInfo(
            Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)),
            SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        // Turned once it is small: a copy of 40 million pixels would take another 160 MB.
        using SKBitmap scaled = picture.Resize(size, Sampling);
        using SKBitmap upright = Upright(scaled, origin);
        using SKData encoded = upright.Encode(SKEncodedImageFormat.Webp, Quality);
        return (encoded.ToArray(), upright.Width, upright.Height);
    }

    // Cameras store which way is up; after that mark is gone, the pixels themselves must say it (EXIF 2.3, tag 0x0112).
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        (float w, float h) = (picture.Width, picture.Height);
        SKMatrix turn = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        bool onItsSide = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var upright = new SKBitmap(new SKImageInfo(
            onItsSide ? picture.Height : picture.Width, onItsSide ? picture.Width : picture.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(turn);
        canvas.DrawBitmap(picture, 0, 0, Sampling);
        return upright;
    }
}
