using System.Net;
using System.Net.Http.Headers;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Tests.Catalog.Pictures;

namespace Ecommerce.Tests.Http;

/// <summary>Pictures that admins upload, and how everybody gets them.</summary>
public sealed class PictureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_uploaded_picture_is_the_products_and_is_found_where_it_says()
    {
        var product = await api.ProductAsync();
        var before = (await api.Anonymous.Get($"/products/{product}")).Is(200);

        var made = (await UploadAsync(product, SamplePictures.Jpeg(500, 300), ("alt", "의자"), ("altEn", "A chair"))).Is(201);

        Assert.Equal(made["url"].GetString(), made.Header("Location"));
        Assert.Equal(("의자", "A chair"), (made["alt"].GetString(), made["altEn"].GetString()));
        Assert.Equal((500, 300), (made["width"].GetInt32(), made["height"].GetInt32()));
        var after = (await api.Anonymous.Get($"/products/{product}")).Is(200);
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(made["url"].GetString(), after["imageUrl"].GetString());
        Assert.Equal(made["url"].GetString(), after["images"][0].GetProperty("url").GetString());
        Assert.Equal("의자", after["images"][0].GetProperty("alt").GetString());
        Assert.Equal(made.ETag, (await api.Admin.Get($"/admin/products/{product}")).ETag);

        var file = await api.Anonymous.Http.GetAsync(made.Header("Location"));
        Assert.Equal("image/webp", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", file.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("cross-origin", file.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(file.Headers.Contains("Set-Cookie"));
        var (width, height, _) = SamplePictures.Look(await file.Content.ReadAsByteArrayAsync());
        Assert.Equal((500, 300), (width, height));

        var again = new HttpRequestMessage(HttpMethod.Get, made.Header("Location"));
        again.Headers.IfNoneMatch.Add(file.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await api.Anonymous.Http.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_page_shows_it_in_its_sizes_and_tells_previews_of_a_jpeg()
    {
        var product = await api.ProductAsync();
        var url = (await UploadAsync(product, SamplePictures.Png(20, 20))).Is(201)["url"].GetString()!;
        var share = PictureAddress.InSize(url, PictureSizes.Share)!;
        (await UploadAsync(product, SamplePictures.Png(30, 20))).Is(201);

        var page = await api.Anonymous.Http.GetStringAsync($"/catalog/{product}");

        var large = PictureAddress.InSize(url, PictureSizes.Large);
        Assert.Contains($"""srcset="{url}, {large} 2x" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Contains($"""href="/catalog/{product}#picture-2" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Contains($"""<meta property="og:image" content="http://localhost{share}" """.TrimEnd(), page, StringComparison.Ordinal);
        Assert.Contains($"\"image\":[\"http://localhost{share}\"", page, StringComparison.Ordinal);
        var preview = await api.Anonymous.Http.GetAsync(share);
        Assert.Equal("image/jpeg", preview.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"<image:loc>http://localhost{share}</image:loc>", await api.Anonymous.Http.GetStringAsync("/sitemap.xml"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_a_picture_is_taken_whatever_it_says_to_be()
    {
        var product = await api.ProductAsync();
        (await UploadAsync(product, "<html><script>alert(1)</script>"u8.ToArray(), fileName: "a.png", type: "image/png"))
            .IsProblem(415, "unsupported-media-type");
        (await UploadAsync(product, SamplePictures.GifBomb)).Blames("file");
        (await UploadAsync(product, new byte[PictureOptions.MaxBytes + 1])).IsProblem(413, "body-too-large");
        (await UploadAsync(product, new byte[11 * 1024 * 1024])).IsProblem(413, "body-too-large");
        (await UploadAsync(product, [])).Blames("file");
        (await UploadAsync(product, SamplePictures.Png(2, 2), ("alt", new string('가', 201)))).Blames("alt");
        (await UploadAsync(product, SamplePictures.Png(2, 2), ("alt", new string('가', 2001)))).Blames("alt");
        (await api.Admin.Post($"/admin/products/{product}/images", new { url = "x" })).IsProblem(415, "unsupported-media-type");
        (await api.Admin.Post($"/admin/products/{product}/images")).IsProblem(415, "unsupported-media-type");
        (await UploadAsync(999_999, SamplePictures.Png(2, 2))).IsProblem(404, "product-not-found");
        Assert.Empty((await api.Admin.Get($"/admin/products/{product}")).Is(200)["images"].EnumerateArray());

        // A PNG that is called something else is one all the same.
        (await UploadAsync(product, SamplePictures.Png(2, 2), fileName: "page.html", type: "text/html")).Is(201);
    }

    [Fact]
    public async Task One_picture_is_taken_at_a_time_and_a_form_that_breaks_off_is_none()
    {
        var product = await api.ProductAsync();
        using var two = new MultipartFormDataContent
        {
            { Part(SamplePictures.Png(2, 2)), "a", "a.png" },
            { Part(SamplePictures.Png(2, 2)), "b", "b.png" },
        };
        (await api.Admin.Post($"/admin/products/{product}/images", two)).Blames("file");
        var broken = ApiClient.JsonBytes("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nPNG"u8.ToArray(),
            "multipart/form-data; boundary=x");
        (await api.Admin.Post($"/admin/products/{product}/images", broken)).Blames("body");
    }

    [Fact]
    public async Task Texts_and_place_are_changed_and_a_picture_is_removed_by_those_who_saw_the_latest()
    {
        var product = await api.ProductAsync();
        var first = (await UploadAsync(product, SamplePictures.Png(2, 2))).Is(201);
        var second = (await UploadAsync(product, SamplePictures.Png(3, 2))).Is(201);
        var address = $"/admin/products/{product}/images/{second["id"]}";
        var edit = new { alt = "옆", altEn = "Side", position = 1 };

        (await api.Admin.Put(address, edit)).IsProblem(428, "precondition-required");
        (await api.Admin.Put(address, edit, ("If-Match", first.ETag!))).IsProblem(412, "precondition-failed");
        var changed = (await api.Admin.Put(address, edit, ("If-Match", second.ETag!))).Is(200);
        Assert.Equal(second["url"].GetString(), (await api.Anonymous.Get($"/products/{product}"))["imageUrl"].GetString());
        (await api.Admin.Send("DELETE", address, null, ("If-Match", second.ETag!))).IsProblem(412, "precondition-failed");
        (await api.Admin.Send("DELETE", address, null, ("If-Match", changed.ETag!))).Is(204);
        (await api.Admin.Delete(address)).IsProblem(404, "picture-not-found");
        (await api.Admin.Put(address, edit, ("If-Match", "*"))).IsProblem(404, "picture-not-found");

        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous.Http.GetAsync(second["url"].GetString())).StatusCode);
        var audit = (await api.Admin.Get($"/admin/audit?subject=product:{product}")).Is(200).Items;
        Assert.Equal(
            ["product.picture-removed", "product.picture-changed", "product.picture-added", "product.picture-added", "product.created"],
            audit.Select(a => a.GetProperty("action").GetString()));
    }

    [Theory]
    [InlineData("/images/uploads/1-00000000000000000000000000000000/800.webp")]
    [InlineData("/images/uploads/x/800.webp")]
    [InlineData("/images/uploads/1-0000000000000000000000000000000g/800.webp")]
    [InlineData("/images/uploads/99999999999999999999-00000000000000000000000000000000/800.webp")]
    public async Task There_is_nothing_where_no_picture_is(string address)
    {
        var nothing = await api.Anonymous.Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.DoesNotContain("immutable", nothing.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_the_shops_own_is_one_products_and_finds_it()
    {
        var sku = $"CHAIR-{Guid.NewGuid():N}";
        var made = (await api.Admin.Post("/admin/products", new { name = "의자", price = 1, stock = 0, category = "가구", sku = $" {sku} " }))
            .Is(201);
        Assert.Equal(sku, made["sku"].GetString());
        Assert.Equal(sku, (await api.Anonymous.Get($"/products/{made["id"]}"))["sku"].GetString());
        Assert.Equal(
            made["id"].GetInt64(),
            Assert.Single((await api.Admin.Get($"/admin/products?search={sku}")).Items).GetProperty("id").GetInt64());

        var taken = await api.Admin.Post("/admin/products", new { name = "의자", price = 1, stock = 0, category = "가구", sku });
        taken.IsProblem(409, "sku-taken");
        var other = await api.ProductAsync();
        (await api.Admin.Put($"/admin/products/{other}", new { name = "의자", price = 1, category = "가구", sku }, ("If-Match", "*")))
            .IsProblem(409, "sku-taken");
        foreach (var bad in new[] { "=1", "-1", "가", "a b", new string('a', 65), "a\t" + "b" })
            (await api.Admin.Post("/admin/products", new { name = "의자", price = 1, stock = 0, category = "가구", sku = bad })).Blames("sku");
    }

    private Task<Answer> UploadAsync(long product, byte[] file, params (string Name, string Value)[] texts) =>
        UploadAsync(product, file, "picture.bin", "application/octet-stream", texts);

    private async Task<Answer> UploadAsync(
        long product, byte[] file, string fileName, string type, params (string Name, string Value)[] texts)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in texts) form.Add(new StringContent(value), name);
        form.Add(Part(file, type), "file", fileName);
        return await api.Admin.Post($"/admin/products/{product}/images", form);
    }

    private static ByteArrayContent Part(byte[] file, string type = "image/png")
    {
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return part;
    }
}
