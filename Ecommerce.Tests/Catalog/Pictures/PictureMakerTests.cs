using System.Text;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace Ecommerce.Tests.Catalog.Pictures;

public sealed class PictureMakerTests
{
    private static readonly Dictionary<string, byte[]> NoPictures = new()
    {
        ["nothing"] = [],
        ["SVG"] = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
        ["HTML"] = "<!doctype html><script>alert(1)</script>"u8.ToArray(),
        ["a PNG's signature before HTML"] = [0x89, .. "PNG\r\n\x1A\n<html>"u8],
        ["half a JPEG"] = Half(SamplePictures.Jpeg(300, 300)),
        ["half a PNG"] = Half(SamplePictures.Png(300, 300)),
        ["half a WebP"] = Half(SamplePictures.Webp(300, 300)),
        ["a bitmap, which is not taken"] = [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24,
            0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0],
    };

    public static TheoryData<string> Hostile => [.. NoPictures.Keys];

    [Fact]
    public async Task A_large_picture_is_kept_in_three_sizes_and_as_a_preview()
    {
        var made = (await Maker().MakeAsync(SamplePictures.Jpeg(4000, 2000), default)).Granted();

        Assert.Equal((1600, 800), (made.Width, made.Height));
        Assert.Equal((400, 200, SKEncodedImageFormat.Webp), Look(made, PictureSizes.Small));
        Assert.Equal((800, 400, SKEncodedImageFormat.Webp), Look(made, PictureSizes.Medium));
        Assert.Equal((1600, 800, SKEncodedImageFormat.Webp), Look(made, PictureSizes.Large));
        Assert.Equal((1200, 630, SKEncodedImageFormat.Jpeg), Look(made, PictureSizes.Share));
        Assert.Equal(4, made.Files.Count);
    }

    [Theory]
    [InlineData(300, 500)]
    [InlineData(1, 1)]
    [InlineData(2000, 1)]
    public async Task A_small_picture_is_never_made_larger(int width, int height)
    {
        var made = (await Maker().MakeAsync(SamplePictures.Png(width, height), default)).Granted();

        var (w, h, _) = Look(made, PictureSizes.Large);
        Assert.True(w <= width && h <= height, $"{w} × {h}");
        Assert.Equal((1200, 630, SKEncodedImageFormat.Jpeg), Look(made, PictureSizes.Share));
    }

    /// <summary>The left half is red: where it lies afterwards tells how the picture was turned.</summary>
    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(2, false, 1, 0)]
    [InlineData(3, false, 1, 1)]
    [InlineData(4, false, 0, 1)]
    [InlineData(5, true, 0, 0)]
    [InlineData(6, true, 1, 0)]
    [InlineData(7, true, 1, 1)]
    [InlineData(8, true, 0, 1)]
    public async Task It_stands_as_the_camera_was_held_and_does_not_tell_where(byte orientation, bool onItsSide, int left, int top)
    {
        var upload = SamplePictures.WithExif(SamplePictures.Jpeg(80, 40), orientation);
        Assert.Contains(SamplePictures.Place, Latin(upload), StringComparison.Ordinal);

        var made = (await Maker().MakeAsync(upload, default)).Granted();

        Assert.Equal(onItsSide ? (40, 80) : (80, 40), (made.Width, made.Height));
        var file = Content(made, PictureSizes.Large);
        var firstIsRed = SamplePictures.PixelOf(file, 5, 5).Red > 128;
        Assert.Equal(onItsSide ? top == 0 : left == 0, firstIsRed);
        foreach (var kept in made.Files)
        {
            Assert.DoesNotContain(SamplePictures.Place, Latin(kept.Content), StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", Latin(kept.Content), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_is_no_whole_picture_is_refused(string name) =>
        Assert.IsType<NotAPicture>((await Maker().MakeAsync(NoPictures[name], default)).Refusal);

    [Fact]
    public async Task How_large_it_says_to_be_is_asked_before_it_is_decoded()
    {
        byte[][] bombs = [SamplePictures.GifBomb, SamplePictures.HugePng(65_000, 65_000), SamplePictures.HugePng(10_000, 5_001)];
        foreach (var bomb in bombs)
        {
            var refused = Assert.IsType<ValidationFailed>((await Maker().MakeAsync(bomb, default)).Refusal);
            Assert.Equal(["file"], refused.Errors.Keys);
        }
    }

    [Fact]
    public async Task A_second_file_behind_the_picture_does_not_come_along()
    {
        byte[] upload = [.. SamplePictures.Jpeg(50, 50), .. "<script>alert('polyglot')</script>"u8];

        var made = (await Maker().MakeAsync(upload, default)).Granted();

        Assert.All(made.Files, file => Assert.DoesNotContain("polyglot", Latin(file.Content), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_are_decoded_at_once_than_there_is_room_for()
    {
        var options = Options.Create(new PictureOptions { AtOnce = 1, Waiting = 0 });
        using var work = new PictureWork(options);
        var leave = new TaskCompletionSource<bool>();
        var other = work.RunAsync(_ => leave.Task, default);

        await Assert.ThrowsAsync<OverloadedException>(() => new PictureMaker(work, options).MakeAsync(SamplePictures.Png(1, 1), default));

        leave.SetResult(true);
        await other;
        (await new PictureMaker(work, options).MakeAsync(SamplePictures.Png(1, 1), default)).Granted();
    }

    private static PictureMaker Maker()
    {
        var options = Options.Create(new PictureOptions());
        return new PictureMaker(new PictureWork(options), options);
    }

    private static byte[] Content(MadePicture made, string size) => made.Files.Single(f => f.Name == size).Content;

    private static (int, int, SKEncodedImageFormat) Look(MadePicture made, string size) => SamplePictures.Look(Content(made, size));

    private static byte[] Half(byte[] file) => file[..(file.Length / 2)];

    private static string Latin(byte[] file) => Encoding.Latin1.GetString(file);
}
