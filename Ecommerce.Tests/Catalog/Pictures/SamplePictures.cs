using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Ecommerce.Tests.Catalog.Pictures;

/// <summary>Pictures as people upload them, and files that only say they are some.</summary>
internal static class SamplePictures
{
    /// <summary>Stands where a camera writes the place.</summary>
    public const string Place = "37.5665N-126.9780E";

    public static byte[] Jpeg(int width, int height) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    public static byte[] Png(int width, int height) => Encode(width, height, SKEncodedImageFormat.Png);

    public static byte[] Webp(int width, int height) => Encode(width, height, SKEncodedImageFormat.Webp);

    /// <summary>A JPEG with what a camera writes about how it was held and where it was.</summary>
    public static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        var place = Encoding.ASCII.GetBytes(Place);
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, // big-endian, the first directory follows
            0, 2, // two entries
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // orientation, a short
            0x01, 0x0E, 0, 2, 0, 0, 0, (byte)place.Length, 0, 0, 0, 38, // description, text behind the directory
            0, 0, 0, 0, // no further directory
            .. place,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG of a few bytes that says it is this large.</summary>
    public static byte[] HugePng(uint width, uint height)
    {
        var png = Png(1, 1);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A GIF of 38 bytes that unfolds to four thousand million pixels.</summary>
    public static byte[] GifBomb =>
    [
        .. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF,
        0x2C, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 2, 2, 0x4C, 1, 0, 0x3B,
    ];

    public static (int Width, int Height, SKEncodedImageFormat Format) Look(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        return (codec.Info.Width, codec.Info.Height, codec.EncodedFormat);
    }

    public static SKColor PixelOf(byte[] file, int x, int y)
    {
        using var picture = SKBitmap.Decode(file);
        return picture.GetPixel(x, y);
    }

    /// <summary>Red on the left, blue on the right.</summary>
    private static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var picture = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(picture))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 2f, height, red);
        }

        return picture.Encode(format, 90).ToArray();
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF_FFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB8_8320 & (0 - (crc & 1)));
        }

        return ~crc;
    }
}
