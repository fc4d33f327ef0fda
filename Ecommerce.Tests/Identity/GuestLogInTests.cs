using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>A guest's cart comes along when the guest logs in or signs up, and what changed in it is told once.</summary>
public sealed class GuestLogInTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private CartService Carts => pages.Shop.Services.GetRequiredService<CartService>();

    [Fact]
    public async Task The_cart_comes_along_at_log_in_and_the_guest_is_forgotten()
    {
        var shopper = (await pages.Visitor().RegisterAsync()).Email;
        var visitor = pages.Visitor();
        var guest = await GuestAsync(visitor);
        (await Carts.AddAsync(guest, await ProductAsync(stock: 5), 2, default)).Granted();

        (await visitor.LogInAsync(shopper, returnUrl: "/wallet")).IsRedirectTo("/wallet");

        Assert.Empty((await Carts.GetAsync(guest, default)).Items);
        Assert.Contains("₩2,000", (await visitor.OpenAsync("/cart")).Text);
    }

    [Fact]
    public async Task The_cart_comes_along_at_sign_up()
    {
        var visitor = pages.Visitor();
        (await Carts.AddAsync(await GuestAsync(visitor), await ProductAsync(stock: 5), 3, default)).Granted();

        await visitor.RegisterAsync();

        Assert.Contains("₩3,000", (await visitor.OpenAsync("/cart")).Text);
    }

    [Fact]
    public async Task Who_has_no_destination_is_led_to_a_cart_in_which_something_changed()
    {
        var product = await ProductAsync(stock: 5);
        var shopper = await pages.Visitor().RegisterAsync();
        await AddAsync(shopper.Email, product, 4);
        var visitor = pages.Visitor();
        (await Carts.AddAsync(await GuestAsync(visitor), product, 3, default)).Granted();

        (await visitor.LogInAsync(shopper.Email)).IsRedirectTo("/cart");
    }

    [Fact]
    public void A_notice_is_read_once_and_only_as_it_was_written()
    {
        var notices = pages.Shop.Services.GetRequiredService<CartMergeNotice>();
        var merge = new CartMerge(
        [
            new(1, "머그", "Mug", 2, 2, 2, MergeOutcome.Added),
            new(2, new string('가', 200), null, 5, 1, 3, MergeOutcome.Capped),
            .. Enumerable.Range(3, 97)
                .Select(i => new MergedLine(i, new string('나', 200), new string('다', 200), 1, 0, 0, MergeOutcome.SoldOut)),
        ]);

        var cookie = Write(notices, merge);
        var told = Read(notices, cookie)!;

        Assert.True(cookie.Length < 4000, $"{cookie.Length} characters do not fit into a cookie.");
        Assert.Equal(8, told.Lines.Count);
        Assert.Equal(
            (2, 5, 1, 3, MergeOutcome.Capped),
            (told.Lines[0].ProductId, told.Lines[0].Wanted, told.Lines[0].Added, told.Lines[0].InCart, told.Lines[0].Outcome));
        Assert.Null(Read(notices, "made-up"));
        Assert.Null(Read(notices, null));
        Assert.Equal("", Write(notices, new CartMerge([merge.Lines[0]])));
    }

    private static string Write(CartMergeNotice notices, CartMerge merge)
    {
        var http = new DefaultHttpContext();
        notices.Set(http, merge);
        var header = http.Response.Headers.SetCookie.ToString();
        return header.Length == 0 ? "" : header.Split('=', 2)[1].Split(';')[0];
    }

    private static CartMerge? Read(CartMergeNotice notices, string? cookie)
    {
        var http = new DefaultHttpContext();
        if (cookie is not null) http.Request.Headers.Cookie = $"cart-merge={cookie}";
        var told = notices.Take(http);
        Assert.Equal(cookie is not null, http.Response.Headers.SetCookie.ToString().StartsWith("cart-merge=;", StringComparison.Ordinal));
        return told;
    }

    private async Task<long> ProductAsync(int stock) => (await pages.Shop.Services.GetRequiredService<ProductEditor>()
        .CreateAsync(Actor.System, new ProductEdit($"Product {Guid.NewGuid():N}", 1000, "Things"), stock, default)).Granted().Id;

    private async Task AddAsync(string email, long product, int quantity)
    {
        await using var scope = pages.Shop.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        (await Carts.AddAsync(CartOwner.Shopper((await users.FindByEmailAsync(email))!.Id), product, quantity, default)).Granted();
    }

    /// <summary>The guest that the shop makes of a visitor at the first page.</summary>
    private static async Task<CartOwner> GuestAsync(Visitor visitor)
    {
        var answer = await visitor.Http.GetAsync("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("guest=", StringComparison.Ordinal));
        return CartOwner.Guest(cookie["guest=".Length..].Split(';')[0]);
    }
}
