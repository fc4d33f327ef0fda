using Ecommerce.Core.Catalog;
using Ecommerce.Core.Ordering;
using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>From looking for something to having it, and back.</summary>
public sealed class BuyingTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Buys_from_the_search_to_the_receipt(bool phone, bool english)
    {
        var product = await Shop.AddProductAsync(stock: 5);
        var visitor = await ComeAsync(new(Phone: phone, English: english));
        await visitor.Account.RegisterAsync();
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.TopUpAsync(50_000);
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩50,000");

        await visitor.Catalog.OpenAsync();
        await visitor.Catalog.SearchAsync(product.Name);
        await Expect(visitor.Catalog.Products).ToHaveCountAsync(1);
        await visitor.Catalog.Products.GetByRole(Microsoft.Playwright.AriaRole.Heading).ClickAsync();
        await visitor.Product.AddToCartAsync(2);
        await Expect(visitor.Product.CartCount).ToHaveTextAsync("2");
        await visitor.Cart.OpenAsync();
        await Expect(visitor.Cart.Total).ToHaveTextAsync("₩24,000");
        await visitor.Cart.CheckOutAsync();
        await visitor.Checkout.PayAsync();

        await visitor.Order.ReceiptAsync();
        await Expect(visitor.Order.Total).ToHaveTextAsync("₩24,000");
        await Expect(visitor.Order.CartCount).ToHaveCountAsync(0);
        await visitor.Wallet.OpenAsync();
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩26,000");
        await Expect(visitor.Wallet.Statement).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Tops_up_what_is_missing_and_comes_back_to_pay()
    {
        var product = await Shop.AddProductAsync(stock: 5, price: 33_000);
        var visitor = await BuyerAsync(product, 1, balance: 0);
        await visitor.Checkout.OpenAsync();
        await Expect(visitor.Checkout.Shortfall).ToContainTextAsync("₩33,000");

        await visitor.Checkout.TopUpAsync();
        await Expect(visitor.Wallet.Amount).ToHaveValueAsync("33000");
        await visitor.Wallet.TopUpAsync();

        await visitor.Page.ReachesAsync("/checkout$");
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
    }

    [Fact]
    public async Task Pays_for_the_fullest_cart()
    {
        var shopper = await Shop.AddShopperAsync(10_000);
        for (var line = 0; line < OrderLimits.MaxLines; line++)
        {
            await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 1, price: 100, nameLength: Product.MaxNameLength));
        }

        var visitor = await ComeAsync(new(As: shopper));
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.PayAsync();

        await visitor.Order.ReceiptAsync();
        await Expect(visitor.Order.Total).ToHaveTextAsync("₩10,000");
    }

    [Fact]
    public async Task Cancels_an_order_and_has_the_money_back()
    {
        var product = await Shop.AddProductAsync(stock: 3);
        var visitor = await BuyerAsync(product, 1);
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();

        await visitor.Order.CancelAsync();

        await Expect(visitor.Order.Badge).ToHaveTextAsync("취소됨");
        await visitor.Wallet.OpenAsync();
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩100,000");
        await visitor.Product.OpenAsync(product.Id);
        await Expect(visitor.Product.Stock).ToHaveTextAsync("3개 남았어요");
    }

    [Fact]
    public async Task Is_told_when_another_shopper_took_the_stock_during_checkout()
    {
        var product = await Shop.AddProductAsync(stock: 1);
        var slow = await BuyerAsync(product, 1);
        var quick = await BuyerAsync(product, 1);
        await slow.Checkout.OpenAsync();
        await slow.Checkout.ReadyAsync();

        await quick.Checkout.OpenAsync();
        await quick.Checkout.PayAsync();
        await quick.Order.ReceiptAsync();
        await slow.Checkout.PayAsync();

        await Expect(slow.Checkout.Error).ToContainTextAsync("품절");
        await slow.Cart.OpenAsync();
        await slow.Cart.ReadyAsync();
        await slow.Cart.MendAsync();
        await Expect(slow.Cart.Lines).ToHaveCountAsync(0);
        await slow.Wallet.OpenAsync();
        await Expect(slow.Wallet.Balance).ToHaveTextAsync("₩100,000");
    }

    [Fact]
    public async Task Is_told_when_the_price_changed_during_checkout_and_pays_the_new_one_knowingly()
    {
        var product = await Shop.AddProductAsync(stock: 3, price: 10_000);
        var visitor = await BuyerAsync(product, 1);
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.ReadyAsync();

        await Shop.ChangePriceAsync(product, 11_000);
        await visitor.Checkout.PayAsync();
        await Expect(visitor.Checkout.Error).ToContainTextAsync("₩11,000");
        await visitor.Checkout.PayAsync();

        await visitor.Order.ReceiptAsync();
        await Expect(visitor.Order.Total).ToHaveTextAsync("₩11,000");
    }

    [Fact]
    public async Task A_double_click_and_a_second_tab_pay_once()
    {
        var product = await Shop.AddProductAsync(stock: 5);
        var visitor = await BuyerAsync(product, 1);
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.ReadyAsync();
        var secondTab = new Pages.CheckoutPage(await visitor.Page.Context.NewPageAsync());
        await secondTab.OpenAsync();
        await secondTab.ReadyAsync();

        await visitor.Checkout.PayButton.DblClickAsync();
        await visitor.Order.ReceiptAsync();
        await secondTab.PayAsync();

        await Expect(secondTab.Error).ToBeVisibleAsync();
        await visitor.Wallet.OpenAsync();
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩88,000");
    }

    [Fact]
    public async Task Removes_an_item_and_takes_it_back()
    {
        var product = await Shop.AddProductAsync(stock: 5);
        var visitor = await BuyerAsync(product, 2);
        await visitor.Cart.OpenAsync();
        await visitor.Cart.ReadyAsync();

        await visitor.Cart.RemoveAsync(product.Name);
        await Expect(visitor.Cart.Lines).ToHaveCountAsync(0);
        await visitor.Cart.UndoAsync();

        await Expect(visitor.Cart.Quantity(product.Name)).ToHaveValueAsync("2");
    }

    [Fact]
    public async Task Types_an_amount_over_a_slow_line_and_loses_no_digit()
    {
        var visitor = await ComeAsync(new(As: await Shop.AddShopperAsync(), Over: SlowLine(125)));
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.ReadyAsync();

        await visitor.Wallet.Amount.SelectTextAsync();
        await visitor.Wallet.Amount.PressSequentiallyAsync("1234567", new() { Delay = 70 });
        await Expect(visitor.Wallet.TopUpButton).ToContainTextAsync("₩1,234,567");
        await Expect(visitor.Wallet.Amount).ToHaveValueAsync("1234567");
        await visitor.Wallet.Amount.HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, 300);
        await visitor.Wallet.TopUpButton.ClickAsync();

        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩1,234,567");
        await Expect(visitor.Wallet.Amount).ToHaveValueAsync("1234567");
    }

    [Theory]
    [InlineData("/cart")]
    [InlineData("/wallet")]
    [InlineData("/checkout")]
    public async Task On_a_short_screen_no_bar_lies_over_what_has_the_focus(string address)
    {
        var visitor = await BuyerAsync(await Shop.AddProductAsync(stock: 5), 2);
        await visitor.Page.SetViewportSizeAsync(320, 256);
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.Locator("main [data-interactive=false]")).ToHaveCountAsync(0);

        var covered = await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main :is(a, button, input):not([tabindex="-1"], :disabled)')].filter((control) => {
              control.focus();
              const { left, right, top, bottom } = control.getBoundingClientRect();
              const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return control.offsetParent && !control.contains(seen) && !seen?.contains(control);
            }).map((control) => control.outerHTML)
            """);

        Assert.Empty(covered);
    }

    [Fact]
    public async Task Sees_the_stock_change_while_looking()
    {
        var product = await Shop.AddProductAsync(stock: 50);
        var visitor = await ComeAsync();
        await visitor.Product.OpenAsync(product.Id);
        await Expect(visitor.Product.Stock).ToHaveTextAsync("재고 50개");
        await visitor.Page.Locator(".product-info .add-to-cart[data-interactive=true]").WaitForAsync();

        await Shop.ChangeStockAsync(product, -50);

        await Expect(visitor.Product.Stock).ToHaveTextAsync("품절");
        await Expect(visitor.Product.AddButton).ToBeDisabledAsync();
    }

    /// <summary>Somebody with ₩100,000 in the wallet, or another balance, and the product in the cart.</summary>
    private async Task<Visitor> BuyerAsync(ShopProduct product, int quantity, long balance = 100_000)
    {
        var shopper = await Shop.AddShopperAsync(balance);
        await shopper.PutIntoCartAsync(product, quantity);
        return await ComeAsync(new(As: shopper));
    }
}
