using System.Text.Json;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Tests.Catalog.Pictures;

namespace Ecommerce.Tests.Http;

/// <summary>Many pictures in one form, each for the product that its file is named after.</summary>
public sealed class NamedPictureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Address = "/admin/products/pictures";

    [Fact]
    public async Task The_good_ones_are_taken_and_each_of_the_others_is_listed_with_what_to_do()
    {
        var (sku, product) = await AddProductAsync();
        var file = SamplePictures.Png(20, 20);

        var report = (await SendAsync(
            ($"{sku}.png", file),
            ("NOBODYS.png", file),
            ($"{sku}-2.png", "<html>"u8.ToArray()),
            ($"{sku}-3.png", new byte[PictureOptions.MaxBytes + 1]),
            ($"{sku.ToUpperInvariant()}-4.png", SamplePictures.Png(21, 20)),
            ($"{sku}-5.gif", SamplePictures.GifBomb),
            ($"{sku}-6.png", file))).Is(200);

        Assert.Equal(2, report["added"].GetInt32());
        Assert.Equal(
            ["", "no-product-of-name", "unsupported-media-type", "body-too-large", "", "validation-failed", "picture-already-there"],
            report["files"].EnumerateArray().Select(f => f.GetProperty("problem") is { ValueKind: JsonValueKind.Object } p
                ? p.GetProperty("code").GetString() : ""));
        var first = report["files"][0];
        Assert.Equal(($"{sku}.png", product, sku), (
            first.GetProperty("name").GetString(), first.GetProperty("productId").GetInt64(), first.GetProperty("sku").GetString()));
        var images = (await api.Admin.Get($"/admin/products/{product}"))["images"];
        Assert.Equal([20, 21], images.EnumerateArray().Select(i => i.GetProperty("width").GetInt32()));
        Assert.Equal(first.GetProperty("image").GetProperty("url").GetString(), images[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task Only_a_form_with_some_pictures_and_not_too_many_is_taken()
    {
        (await api.Admin.Post(Address, new { file = "x" })).IsProblem(415, "unsupported-media-type");
        (await api.Admin.Post(Address)).IsProblem(415, "unsupported-media-type");
        (await SendAsync()).Blames("body");
        (await SendAsync([.. Enumerable.Range(0, 101).Select(i => ($"NOBODYS-{i}.png", new byte[] { 1 }))])).Blames("file");
        var broken = ApiClient.JsonBytes("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.png\"\r\n\r\nPNG"u8.ToArray(),
            "multipart/form-data; boundary=x");
        (await api.Admin.Post(Address, broken)).Blames("body");
        var fat = new byte[PictureOptions.MaxBytes];
        (await SendAsync([.. Enumerable.Range(0, 11).Select(i => ($"NOBODYS-{i}.png", fat))])).IsProblem(413, "body-too-large");
    }

    private static MultipartFormDataContent FormOf(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return form;
    }

    private async Task<(string Sku, long Product)> AddProductAsync()
    {
        var sku = $"p{Guid.NewGuid():N}";
        var made = await api.Admin.Post("/admin/products", new { name = "차", price = 1, stock = 0, category = "차", sku });
        return (sku, made.Is(201)["id"].GetInt64());
    }

    private async Task<Answer> SendAsync(params (string Name, byte[] Content)[] files)
    {
        using var form = FormOf(files);
        return await api.Admin.Post(Address, form);
    }
}
