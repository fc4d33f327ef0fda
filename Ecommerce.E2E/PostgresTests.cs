using Ecommerce.E2E.Infrastructure;
using Ecommerce.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>The shop on PostgreSQL, for the run of this class.</summary>
public sealed class PostgresShop : DemoShop
{
    private PostgresServer? server;

    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.BinFolder is null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("No PostgreSQL server is installed (initdb was not found).");
            return;
        }

        server = await PostgresServer.StartAsync();
        try
        {
            await UseAsync(await ShopProcess.StartAsync(("Database:Provider", "Postgres"), ("ConnectionStrings:Shop", server.ConnectionString("shop"))));
        }
        catch
        {
            await server.DisposeAsync(); // a fixture that fails here is not disposed
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await base.DisposeAsync();
        await server.DisposeAsync();
    }
}

public sealed class PostgresTests(ChromiumBrowser chromium, PostgresShop shop) : BrowserTests<PostgresShop>(chromium, shop), IClassFixture<PostgresShop>
{
    [Fact]
    public async Task Buys_on_PostgreSQL_as_on_SQLite()
    {
        if (PostgresServer.BinFolder is null) Assert.Skip("No PostgreSQL server is installed (initdb was not found).");
        var product = await Shop.AddProductAsync(stock: 2);
        var visitor = await ComeAsync();
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Product.AddToCartAsync();
        await visitor.Account.RegisterAsync("/checkout");
        await visitor.Checkout.TopUpAsync();
        await visitor.Wallet.TopUpAsync();
        await visitor.Page.WaitForURLAsync("**/checkout");
        await visitor.Checkout.PayAsync();

        await visitor.Order.ReceiptAsync();
        await Expect(visitor.Order.Total).ToHaveTextAsync("₩12,000");
    }
}
