using System.Text;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Wallets;

/// <summary>The statement that a shopper takes along.</summary>
public sealed class StatementCsvTests(TestDatabases databases)
{
    [Fact]
    public async Task The_whole_statement_is_a_table_with_a_byte_order_mark_newest_first()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 15, 4, 5, 678, TimeSpan.Zero));
        await using var shop = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<TimeProvider>(clock));
        var visitor = await new Visitor(shop).RegisterAsync();
        await ChargeAsync(shop, visitor.Email, [.. Enumerable.Repeat(1000L, 101)]); // more than one page of the query

        var answer = await visitor.Http.GetAsync("/wallet/statement.csv");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("wallet.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal<byte>([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(103, lines.Length);
        Assert.Equal(("일시,내용,금액 (KRW),잔액 (KRW),주문 번호,사유", "2026-11-23 00:04:05,충전,1000,101000,,"), (lines[0], lines[1]));
        Assert.Equal(("2026-11-23 00:04:05,충전,1000,1000,,", ""), (lines[101], lines[102]));
    }

    [Theory]
    [InlineData("USD", "25.00", "125.02")]
    [InlineData("KRW", "2500", "12502")]
    public async Task Tells_amounts_in_the_decimals_of_the_currency_it_names(string currency, string charged, string after)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Store:Currency", currency));
        var visitor = await new Visitor(shop).RegisterAsync();
        await ChargeAsync(shop, visitor.Email, 10_002, 2_500);

        var lines = (await visitor.Http.GetStringAsync("/wallet/statement.csv")).TrimStart('\uFEFF').Split("\r\n");

        Assert.Equal($"일시,내용,금액 ({currency}),잔액 ({currency}),주문 번호,사유", lines[0]);
        Assert.EndsWith($",충전,{charged},{after},,", lines[1], StringComparison.Ordinal);
    }

    private static async Task ChargeAsync(WebShop shop, string email, params long[] amounts)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var shopper = (await shoppers.FindByEmailAsync(email))!.Id;
        var charge = shop.Services.GetRequiredService<ChargeWallet>();
        foreach (var amount in amounts) Assert.True((await charge.RunAsync(new ChargeRequest(shopper, amount), default)).Succeeded);
    }
}
