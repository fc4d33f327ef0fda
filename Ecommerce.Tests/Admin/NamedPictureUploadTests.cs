using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Catalog.Pictures;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Products;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

/// <summary>What the page for many pictures sends is taken from admins alone, with the page's token.</summary>
public sealed class NamedPictureUploadTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Fact]
    public async Task The_page_is_told_of_each_file_in_its_language()
    {
        var products = pages.Shop.Services.GetRequiredService<ProductEditor>();
        (await products.CreateAsync(Actor.System, new("차", 1, "차", Sku: "TEA-001"), 0, default)).Granted();
        var admin = await LogInAsync();

        var answer = await SendAsync(admin, await TokenAsync(admin));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var outcomes = JsonSerializer.Deserialize<List<NamedPictureOutcome>>(
            await answer.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        Assert.Equal(
            [
                ("TEA-001.png", "added", ""),
                ("TEA-001-2.png", "there", "이미 있는 사진이에요. 다시 올리지 않았어요."),
                ("x.png", "failed", "SKU가 x인 상품이 없어요. 파일 이름을 상품의 SKU로 바꿔 다시 골라 주세요."),
                ("TEA-001.gif", "failed", "온전한 JPEG, PNG, WebP, GIF 사진이 아니에요. 다른 파일을 골라 주세요."),
            ],
            outcomes.Select(o => (o.Name, o.Outcome, o.Text)));
    }

    [Fact]
    public async Task Without_the_pages_token_nothing_is_taken()
    {
        var admin = await LogInAsync();
        await TokenAsync(admin);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(admin, "forged")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(admin, null)).StatusCode);
    }

    [Fact]
    public async Task Nobody_else_may_send()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(pages.Visitor(), null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(await pages.Visitor().RegisterAsync(), null)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string? token)
    {
        var file = SamplePictures.Png(20, 20);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "file", "TEA-001.png" },
            { new ByteArrayContent(file), "file", "TEA-001-2.png" },
            { new ByteArrayContent(file), "file", "x.png" },
            { new ByteArrayContent([1]), "file", "TEA-001.gif" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, NamedPictureUpload.Address) { Content = form };
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return await visitor.Http.SendAsync(request);
    }

    private static async Task<string> TokenAsync(Visitor visitor) => Regex.Match(
        (await visitor.OpenAsync("/manage/products/pictures")).Html,
        $"""action="{NamedPictureUpload.Address}".*?name="__RequestVerificationToken" value="([^"]+)" """.TrimEnd(),
        RegexOptions.Singleline).Groups[1].Value;

    private async Task<Visitor> LogInAsync()
    {
        var admin = pages.Visitor();
        (await admin.LogInAsync(DemoAccounts.Admin)).IsRedirectTo("/");
        return admin;
    }
}
