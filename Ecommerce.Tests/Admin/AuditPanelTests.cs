using System.Text.RegularExpressions;
using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Admin.Audit;
using Ecommerce.Web.Admin.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Tests.Admin;

/// <summary>Who changed what, as an admin reads it.</summary>
public sealed partial class AuditPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Fact]
    public async Task Tells_who_changed_what_and_leads_there()
    {
        await LogInAdminAsync();
        var product = await Shop.AddProductAsync(price: 1000, name: "의자", category: "가구");
        var edit = new ProductEdit("의자", 1200, "가구", Published: false);
        (await Shop.Get<ProductEditor>().UpdateAsync(Actor.OnPage(AdminId), product, edit, null, default)).Granted();

        var row = Render<AuditPanel>().FindAll("tbody tr")[0];

        Assert.Contains("2026-11-22 12:04", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(await EmailAsync(AdminId), row.TextContent, StringComparison.Ordinal);
        Assert.Contains("관리 화면", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("상품 수정", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"상품 {product}", row.QuerySelector($"a[href='/manage/products/{product}']")!.TextContent);
        Assert.Contains(row.QuerySelectorAll("a"), a => a.TextContent == "이것만 보기");
        Assert.NotNull(row.QuerySelector($"a[href='/manage/audit?subject={Uri.EscapeDataString($"product:{product}")}&actor=']"));
        Assert.NotNull(row.QuerySelector($"a[href='/manage/audit?subject=&actor={AdminId}']"));
        Assert.Equal(
            ["가격 ₩1,000 → ₩1,200", "판매 중 예 → 아니요", "버전 1 → 2"],
            row.QuerySelectorAll(".changes > div").Select(d => Spaces().Replace(d.TextContent.Trim(), " ")));
    }

    [Fact]
    public async Task What_was_made_is_folded_away()
    {
        await LogInAdminAsync();
        await Shop.AddProductAsync(name: "의자");

        var made = Render<AuditPanel>().Find("tbody details");

        Assert.False(made.HasAttribute("open"));
        Assert.Contains("이름 의자", Spaces().Replace(made.TextContent, " "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_things_changes_and_an_admins()
    {
        await LogInAdminAsync();
        var (chair, desk) = (await Shop.AddProductAsync(), await Shop.AddProductAsync());
        (await Shop.Get<ProductEditor>().AdjustStockAsync(Actor.OnPage(AdminId), desk, 1, "입고", default)).Granted();

        Assert.Equal(3, Rows(null, null));
        Assert.Equal(1, Rows($"product:{chair}", null));
        Assert.Equal(2, Rows($" product:{desk} ", " "));
        Assert.Equal(1, Rows(null, $"{AdminId}"));
        Assert.Equal(1, Rows(null, await EmailAsync(AdminId)));
        Assert.Equal(0, Rows($"product:{chair}", $"{AdminId}"));
        Assert.Equal(0, Rows("의자", null));
        Assert.Contains("product:12처럼", Panel("의자", null).Markup, StringComparison.Ordinal);

        int Rows(string? subject, string? by) => Panel(subject, by).FindAll("tbody tr:has(time)").Count;

        IRenderedComponent<AuditPanel> Panel(string? subject, string? by) =>
            Render<AuditPanel>(p => p.Add(a => a.Subject, subject).Add(a => a.By, by));
    }

    [Fact]
    public async Task A_deleted_admin_is_a_number()
    {
        await LogInAdminAsync();
        var gone = await Shop.AddAdminAsync();
        var product = await Shop.AddProductAsync();
        (await Shop.Get<ProductEditor>().AdjustStockAsync(Actor.OnPage(gone), product, 1, "입고", default)).Granted();
        (await Shop.Get<AccountDeletion>().RunAsync(new(gone, null), default)).Granted();

        Assert.Contains($"고객 번호 {gone}", Render<AuditPanel>().FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_lost_the_role_is_told_and_changes_nothing()
    {
        await LogInAdminAsync();
        var product = await Shop.AddProductAsync(stock: 5);
        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, product));
        await Shop.DemoteAsync(AdminId);
        panel.Find("#delta").Change("3");
        panel.Find("#reason").Change("입고");

        await panel.Find("form").SubmitAsync();

        Assert.Contains("관리자 권한이 없습니다", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(5, await Shop.StockAsync(product));
    }

    [Fact]
    public void Every_action_and_every_kind_of_thing_has_a_name()
    {
        var text = Services.GetRequiredService<IStringLocalizer<AdminText>>();
        var kinds = typeof(AuditSubjects).GetFields().Select(f => $"Subject.{f.GetRawConstantValue()}");

        Assert.DoesNotContain(AdminActions.All.Select(a => $"Action.{a}").Concat(kinds), key => text[key].ResourceNotFound);
    }

    private Task<string> EmailAsync(long account) =>
        Shop.ReadAsync(db => db.Users.Where(u => u.Id == account).Select(u => u.Email!).SingleAsync());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
