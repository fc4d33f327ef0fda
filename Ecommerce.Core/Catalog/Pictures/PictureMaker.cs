using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Ecommerce.Core.Catalog.Pictures;

/// <summary>What an upload becomes: its sizes as they are kept, without anything else that the file held.</summary>
public sealed record MadePicture(string Hash, int Width, int Height, IReadOnlyList<PictureFile> Files);

/// <summary>
/// Makes the shop's own files of an uploaded picture. What it is, and how large, is asked of its content before anything is decoded; what
/// is kept is encoded anew from its pixels, so that neither metadata nor a second file hidden behind the picture comes along.
/// </summary>
public sealed class PictureMaker(PictureWork work, IOptions<PictureOptions> options)
{
    private const int Quality = 82;
    private const int ShareWidth = 1200;
    private const int ShareHeight = 630;

    private static readonly int Largest = PictureSizes.OwnShape.Max(size => size.Longest);

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>
    /// Refused: anything but a whole JPEG, PNG, WebP or GIF (its first frame is taken), more pixels than
    /// <see cref="PictureOptions.MaxMegapixels"/>. Too many at once: <see cref="OverloadedException"/>.
    /// </summary>
    public Task<Result<MadePicture>> MakeAsync(byte[] upload, CancellationToken cancellationToken) =>
        work.RunAsync(token => Task.Run(() => Make(upload), token), cancellationToken);

    private Result<MadePicture> Make(byte[] upload)
    {
        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null || !IsTaken(codec.EncodedFormat)) return new NotAPicture();
        if ((long)codec.Info.Width * codec.Info.Height > options.Value.MaxMegapixels * 1_000_000L)
            return new ValidationFailed("file", $"Must have at most {options.Value.MaxMegapixels} million pixels.");
        using var picture = Decode(codec);
        if (picture is null) return new NotAPicture();
        using var share = Frame(picture);
        var files = new List<PictureFile> { Encode(PictureSizes.Share, share, SKEncodedImageFormat.Jpeg) };
        foreach (var (name, longest) in PictureSizes.OwnShape)
        {
            using var sized = Fit(picture, longest, longest);
            files.Add(Encode(name, sized, SKEncodedImageFormat.Webp));
        }

        return new MadePicture(ProductPicture.HashOf(upload), picture.Width, picture.Height, files);
    }

    private static bool IsTaken(SKEncodedImageFormat format) => format
        is SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif;

    /// <summary>
    /// The picture as it is meant to be looked at, in the largest size that is kept; null when it is not all there. A JPEG is decoded no
    /// larger than that needs.
    /// </summary>
    private static SKBitmap? Decode(SKCodec codec)
    {
        var longest = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * Largest / longest));
        using var whole = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(whole.Info, whole.GetPixels()) != SKCodecResult.Success) return null;
        using var sized = Fit(whole, Largest, Largest);
        return Turn(sized, codec.EncodedOrigin);
    }

    /// <summary>As the camera was held (EXIF's orientation, 1 to 8).</summary>
    private static SKBitmap Turn(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var (w, h) = (bitmap.Width, bitmap.Height);
        var isOnItsSide = origin >= SKEncodedOrigin.LeftTop;
        var turned = new SKBitmap(bitmap.Info.WithSize(isOnItsSide ? h : w, isOnItsSide ? w : h));
        using var canvas = new SKCanvas(turned);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
        return turned;
    }

    /// <summary>No larger than this, and never larger than it is.</summary>
    private static SKBitmap Fit(SKBitmap picture, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1d, Math.Min((double)maxWidth / picture.Width, (double)maxHeight / picture.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        return picture.Resize(picture.Info.WithSize(width, height), Smooth);
    }

    /// <summary>The whole picture in the middle of a white frame.</summary>
    private static SKBitmap Frame(SKBitmap picture)
    {
        using var inner = Fit(picture, ShareWidth, ShareHeight);
        var frame = new SKBitmap(new SKImageInfo(ShareWidth, ShareHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(frame);
        canvas.Clear(SKColors.White);
        canvas.DrawBitmap(inner, (ShareWidth - inner.Width) / 2f, (ShareHeight - inner.Height) / 2f, Smooth);
        return frame;
    }

    private static PictureFile Encode(string name, SKBitmap picture, SKEncodedImageFormat format)
    {
        using var encoded = picture.Encode(format, Quality);
        return new PictureFile { Name = name, Content = encoded.ToArray() };
    }
}
