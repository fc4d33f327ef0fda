using System.Net;
using System.Reflection;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Identity;
using Ecommerce.Web.Admin;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Tests.Admin;

/// <summary>Nobody but an admin sees the management pages, or learns that they exist.</summary>
public sealed class AdminAccessTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    public static TheoryData<string> Addresses =>
    [
        "/manage", "/manage/rankings?from=2026-11-01", "/manage/rankings.csv", "/manage/jobs", "/manage/data-platform", "/manage/products",
        "/manage/products/new", "/manage/products/1", "/manage/products/import",
        "/manage/products/pictures", "/manage/orders", "/manage/shoppers", "/manage/shoppers/1", "/manage/books",
        "/manage/audit", "/manage/audit?subject=product:1&actor=1", "/manage/returns", "/manage/returns?status=all",
        "/manage/stock-take",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_stranger_logs_in_first_and_comes_back(string address) =>
        (await pages.Visitor().OpenAsync(address)).IsRedirectTo($"/account/login?ReturnUrl={Uri.EscapeDataString(address)}");

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_shopper_is_told_that_there_is_nothing(string address)
    {
        var shopper = await pages.Visitor().RegisterAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await shopper.OpenAsync(address)).Status);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task An_admin_is_let_in(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await (await AdminAsync()).OpenAsync(address)).Status);

    [Theory]
    [InlineData("/manage/products/999999")]
    [InlineData("/manage/products/x")]
    [InlineData("/manage/orders/999999")]
    [InlineData("/manage/shoppers/999999")]
    [InlineData("/manage/returns/999999")]
    public async Task What_does_not_exist_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await AdminAsync()).OpenAsync(address)).Status);

    [Fact]
    public async Task Only_an_admin_is_shown_the_way()
    {
        Assert.Contains("href=\"/manage\"", (await (await AdminAsync()).OpenAsync("/")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "/manage", (await (await pages.Visitor().RegisterAsync()).OpenAsync("/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_management_page_demands_the_role()
    {
        var routed = typeof(AdminText).Assembly.GetTypes()
            .Where(t => t.GetCustomAttributes<RouteAttribute>().Any(r => r.Template.StartsWith("/manage", StringComparison.Ordinal)))
            .ToList();

        Assert.True(routed.Count > 10);
        Assert.All(routed, page => Assert.Contains(page.GetCustomAttributes<AuthorizeAttribute>(), a => a.Roles == Roles.Admin));
    }

    private async Task<Visitor> AdminAsync()
    {
        var admin = pages.Visitor();
        (await admin.LogInAsync(DemoAccounts.Admin)).IsRedirectTo("/");
        return admin;
    }
}
