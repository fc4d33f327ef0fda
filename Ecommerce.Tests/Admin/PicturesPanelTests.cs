using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Tests.Catalog.Pictures;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Products;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

public sealed class PicturesPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Fact]
    public async Task Uploads_several_at_once_and_says_what_became_of_each()
    {
        await LogInAdminAsync();
        var (panel, id) = await RenderAsync();

        panel.FindComponent<InputFile>().UploadFiles(
            InputFileContent.CreateFromBinary(SamplePictures.Png(20, 20), "앞.png"),
            InputFileContent.CreateFromText("<html>", "page.png"),
            InputFileContent.CreateFromBinary(SamplePictures.Jpeg(20, 20), "옆.jpg"));

        panel.WaitForAssertion(() => Assert.Equal(
            ["앞.png 올렸어요.", "page.png 온전한 JPEG, PNG, WebP, GIF 사진이 아니에요. 다른 파일을 골라 주세요.", "옆.jpg 올렸어요."],
            panel.FindAll(".uploads li").Select(li => string.Join(' ', li.Children.Select(c => c.TextContent.Trim())))));
        Assert.Equal(2, panel.FindAll(".picture-rows li").Count);
        Assert.Equal(2, (await FindAsync(id)).Images.Count);
    }

    [Fact]
    public async Task Moves_describes_and_after_a_question_removes_a_picture()
    {
        await LogInAdminAsync();
        var dialogs = Dialogs();
        var (panel, id) = await RenderAsync(pictures: 2);
        var images = (await FindAsync(id)).Images;

        await panel.Find("button[aria-label='2번째 사진을 앞으로']").ClickAsync();
        Assert.Equal([images[1].Id, images[0].Id], (await FindAsync(id)).Images.Select(i => i.Id));

        panel.Find($"#alt-{images[0].Id}").Change("옆모습");
        await panel.FindAll(".picture-rows li")[1].QuerySelector("button")!.ClickAsync();
        Assert.Equal("옆모습", (await FindAsync(id)).Images[1].Alt);

        var question = await AnswerAsync(dialogs, panel.FindAll(".picture-rows li")[0].QuerySelectorAll("button")[^1], yes: false);
        Assert.Contains("1번째 사진", question, StringComparison.Ordinal);
        Assert.Equal(2, (await FindAsync(id)).Images.Count);
        await AnswerAsync(dialogs, panel.FindAll(".picture-rows li")[0].QuerySelectorAll("button")[^1], yes: true);
        Assert.Equal([images[0].Id], (await FindAsync(id)).Images.Select(i => i.Id));
    }

    [Fact]
    public async Task What_another_admin_changed_meanwhile_is_not_overwritten()
    {
        await LogInAdminAsync();
        var (panel, id) = await RenderAsync(pictures: 1);
        var picture = (await FindAsync(id)).Images[0];
        (await Shop.EditAsync(id, new ProductEdit("남의 의자", 200, "가구"))).Granted();
        panel.Find($"#alt-{picture.Id}").Change("옆모습");

        await panel.Find(".picture-rows li button").ClickAsync();

        Assert.Contains("다른 관리자가", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("", (await FindAsync(id)).Images[0].Alt);
        await panel.Find(".picture-rows li button").ClickAsync();
        Assert.Equal("옆모습", (await FindAsync(id)).Images[0].Alt);
    }

    [Fact]
    public async Task The_form_beside_it_can_still_be_saved()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(name: "의자");
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));
        form.Find("#name").Change("걸상");
        var made = (await Shop.Get<PictureMaker>().MakeAsync(SamplePictures.Png(2, 2), default)).Granted();
        var added = await Shop.Get<ProductPictures>().AddAsync(Core.Audit.Actor.System, id, made, new(), null, default);

        await form.InvokeAsync(() => form.Instance.Follow(added.Granted().Product));
        await form.Find("form").SubmitAsync();

        var saved = await FindAsync(id);
        Assert.Equal(("걸상", added.Value!.Image.Url), (saved.Name, saved.ImageUrl));
    }

    [Fact]
    public async Task A_copy_is_made_after_a_question_and_opened()
    {
        await LogInAdminAsync();
        var dialogs = Dialogs();
        var id = await Shop.AddProductAsync(name: "의자");
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));

        await AnswerAsync(dialogs, form.Find("button.copy"), yes: true);

        var copy = (await Shop.Get<ProductAdminQueries>().ListAsync(new(), new(), default)).Items[0];
        Assert.Equal(("의자", false), (copy.Name, copy.Published));
        Assert.EndsWith(
            $"/manage/products/{copy.Id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    private async Task<(IRenderedComponent<PicturesPanel> Panel, long Id)> RenderAsync(int pictures = 0)
    {
        var id = await Shop.AddProductAsync(name: "의자");
        for (var i = 0; i < pictures; i++)
        {
            var made = (await Shop.Get<PictureMaker>().MakeAsync(SamplePictures.Png(2 + i, 2), default)).Granted();
            (await Shop.Get<ProductPictures>().AddAsync(Core.Audit.Actor.System, id, made, new(), null, default)).Granted();
        }

        return (Render<PicturesPanel>(p => p.Add(s => s.Product, FindAsync(id).Result)), id);
    }

    private async Task<ProductRecord> FindAsync(long id) => (await Shop.Get<ProductEditor>().FindAsync(id, default)).Granted();
}
