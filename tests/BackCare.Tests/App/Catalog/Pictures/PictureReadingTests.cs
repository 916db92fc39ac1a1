using System.Text;
using BackCare.App.Catalog.Pictures;
using SkiaSharp;

namespace BackCare.Tests.App.Catalog.Pictures;

public sealed class PictureReadingTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_picture_is_written_anew_in_two_sizes_whatever_its_format(SKEncodedImageFormat format)
    {
        ReadPicture picture = Read(Drawn(2_400, 1_800, format));

        Assert.Equal((1_200, 900), (picture.Width, picture.Height));
        Assert.Equal("WebP", PictureReading.KindOf(picture.Large));
        using SKBitmap small = SKBitmap.Decode(picture.Small);
        Assert.Equal((480, 360), (small.Width, small.Height));
        Assert.Matches("^[0-9a-f]{64}$", picture.Hash);
    }

    [Fact]
    public void A_small_picture_is_not_blown_up()
    {
        ReadPicture picture = Read(Drawn(200, 150, SKEncodedImageFormat.Png));

        Assert.Equal((200, 150), (picture.Width, picture.Height));
    }

    [Fact]
    public void The_same_picture_has_the_same_hash() =>
        Assert.Equal(Read(Drawn(300, 300, SKEncodedImageFormat.Png)).Hash, Read(Drawn(300, 300, SKEncodedImageFormat.Png)).Hash);

    [Fact]
    public void What_hides_behind_or_in_a_picture_is_not_kept()
    {
        byte[] secret = Encoding.ASCII.GetBytes("<script>alert('GPS 48.1 11.5')</script>");
        byte[] png = Drawn(300, 200, SKEncodedImageFormat.Png);
        ReadPicture picture = Read([.. png, .. secret]);

        Assert.True(picture.Large.AsSpan().IndexOf(secret) < 0 && picture.Small.AsSpan().IndexOf(secret) < 0);
        Assert.Equal(Read(png).Hash, picture.Hash);
    }

    [Fact]
    public void A_photograph_that_lies_on_its_side_is_turned_upright()
    {
        // A JPEG 300 wide and 200 high whose mark says: the camera was turned, show it a quarter turn to the right.
        byte[] jpeg = Drawn(300, 200, SKEncodedImageFormat.Jpeg);
        byte[] exif = [0xFF, 0xE1, 0x00, 0x22, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        ReadPicture picture = Read([.. jpeg[..2], .. exif, .. jpeg[2..]]);

        Assert.Equal((200, 300), (picture.Width, picture.Height));
        using SKBitmap pixels = SKBitmap.Decode(picture.Large);
        // The left half was red: a quarter turn to the right puts it on top.
        Assert.True(pixels.GetPixel(100, 40).Red > 150 && pixels.GetPixel(100, 40).Blue < 100, pixels.GetPixel(100, 40).ToString());
        Assert.True(pixels.GetPixel(100, 260).Blue > 150, pixels.GetPixel(100, 260).ToString());
    }

    [Theory]
    [InlineData("GIF89a of a cat.png", "no PNG, JPEG or WebP picture")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no PNG, JPEG or WebP picture")]
    [InlineData("", "empty")]
    public void What_is_no_picture_is_refused_by_its_content(string content, string problem) =>
        Assert.Contains(problem, PictureReading.Read(Encoding.ASCII.GetBytes(content)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_picture_that_ends_too_early_is_refused_as_damaged()
    {
        byte[] png = Drawn(600, 400, SKEncodedImageFormat.Png);

        Assert.Contains("damaged", PictureReading.Read(png[..(png.Length / 2)]).Problem, StringComparison.Ordinal);
        Assert.Contains("damaged", PictureReading.Read(png[..20]).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_unfolds_into_a_huge_picture_is_refused_before_it_is_unfolded()
    {
        byte[] png = Drawn(600, 400, SKEncodedImageFormat.Png);
        // The header says 60,000 by 60,000 pixels, with its check sum right: 14 GB once unfolded.
        byte[] bomb = [.. png];
        (bomb[16], bomb[17], bomb[18], bomb[19]) = (0, 0, 0xEA, 0x60);
        (bomb[20], bomb[21], bomb[22], bomb[23]) = (0, 0, 0xEA, 0x60);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32(bomb.AsSpan(12, 17)));

        Assert.Contains("60000 by 60000", PictureReading.Read(bomb).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_too_small_to_see_and_a_file_too_large_are_refused_with_the_limit()
    {
        Assert.Contains("at least 100", PictureReading.Read(Drawn(99, 300, SKEncodedImageFormat.Png)).Problem, StringComparison.Ordinal);
        Assert.Contains("at most", PictureReading.Read(new byte[PictureReading.MostBytes + 1]).Problem, StringComparison.Ordinal);
    }

    private static ReadPicture Read(byte[] upload)
    {
        (ReadPicture? picture, string? problem) = PictureReading.Read(upload);
        Assert.Null(problem);
        return picture!;
    }

    // The left half red, the right half blue.
    private static byte[] Drawn(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }

        using SKData data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
