using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering.Returns;

/// <summary>A shopper asks to give pieces back, an admin answers once, and both see it.</summary>
public abstract class ReturnContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task An_accepted_return_gives_its_pieces_money_back()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, order) = await ArrangeAsync(shop);
        var id = (await shop.AskForReturnAsync(shopper, order, (product, 2))).Granted();
        var waiting = Assert.Single((await ListAsync(shop, ReturnStatus.Open)).Items);
        Assert.Equal((id, order, shopper, 200, "too small"), (waiting.Return.Id, waiting.Return.OrderId, waiting.ShopperId, waiting.Worth,
            waiting.Return.Reason));
        Assert.Equal(1, await shop.Get<ReturnQueries>().CountOpenAsync(default));

        Assert.Equal(ReturnStatus.Accepted, (await AcceptAsync(shop, id, "감사합니다")).Granted());

        var seen = Assert.Single(await OfOrderAsync(shop, shopper, order));
        Assert.Equal(
            (ReturnStatus.Accepted, "감사합니다", 200, true), (seen.Status, seen.Answer, seen.Refunded, seen.AnsweredAt is not null));
        Assert.Equal([(product, 2)], seen.Items.Select(i => (i.ProductId, i.Quantity)));
        Assert.Equal((900, 4), (await shop.BalanceAsync(shopper), await shop.StockAsync(product)));
        Assert.Equal(
            RefundReason.Return, Assert.Single(await shop.Get<RefundQueries>().ListAsync(order, default)).Reason);
        Assert.Empty((await ListAsync(shop, ReturnStatus.Open)).Items);
        Assert.Equal(0, await shop.Get<ReturnQueries>().CountOpenAsync(default));
        Assert.Equal(AdminActions.ReturnAccepted, await LastActionAsync(shop));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_declined_return_says_why_and_changes_nothing_else()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, order) = await ArrangeAsync(shop);
        var id = (await shop.AskForReturnAsync(shopper, order, (product, 1))).Granted();
        Assert.IsType<ValidationFailed>((await DeclineAsync(shop, id, " ")).Refused());

        Assert.Equal(ReturnStatus.Declined, (await DeclineAsync(shop, id, "사용한 흔적이 있어요")).Granted());

        var seen = Assert.Single(await OfOrderAsync(shop, shopper, order));
        Assert.Equal((ReturnStatus.Declined, "사용한 흔적이 있어요", null), (seen.Status, seen.Answer, seen.Refunded));
        Assert.Equal((700, 2), (await shop.BalanceAsync(shopper), await shop.StockAsync(product)));
        Assert.Equal(AdminActions.ReturnDeclined, await LastActionAsync(shop));
        (await shop.AskForReturnAsync(shopper, order, (product, 1))).Granted(); // it may be asked again
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Only_what_was_delivered_and_is_left_can_be_asked_back()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, order) = await ArrangeAsync(shop);
        var paid = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        var stranger = await shop.AddShopperAsync();
        (await shop.RefundAsync(order, (product, 1))).Granted();

        Assert.Equal(new OrderStatusConflict(OrderStatus.Paid), (await shop.AskForReturnAsync(shopper, paid, (product, 1))).Refused());
        Assert.Equal(new OrderNotFound(), (await shop.AskForReturnAsync(stranger, order, (product, 1))).Refused());
        Assert.IsType<ValidationFailed>((await shop.AskForReturnAsync(shopper, order)).Refused());
        var excess = Assert.IsType<RefundExceedsOrder>((await shop.AskForReturnAsync(shopper, order, (product, 3))).Refused());
        Assert.Equal([new(product, 3, 2)], excess.Items);
        Assert.Equal(new OrderNotFound(), (await shop.Get<ReturnQueries>().ListOfOrderAsync(stranger, order, default)).Refused());
        (await shop.AskForReturnAsync(shopper, order, (product, 2))).Granted();
        Assert.Equal(new ReturnAlreadyOpen(), (await shop.AskForReturnAsync(shopper, order, (product, 1))).Refused());
    }

    [Fact]
    public async Task Of_twenty_who_ask_at_once_one_is_heard()
    {
        await using var shop = await StartAsync();
        var (shopper, product, order) = await ArrangeAsync(shop.First);

        var asked = await Race.RunAsync(20, i => shop[i].AskForReturnAsync(shopper, order, (product, 1)));

        Assert.Single(asked, a => a.Succeeded);
        Assert.All(asked.Where(a => !a.Succeeded), a => Assert.Equal(new ReturnAlreadyOpen(), a.Refusal));
    }

    [Fact]
    public async Task Of_twenty_answers_at_once_one_is_given()
    {
        await using var shop = await StartAsync();
        var (shopper, product, order) = await ArrangeAsync(shop.First);
        var id = (await shop.First.AskForReturnAsync(shopper, order, (product, 3))).Granted();

        var answers = await Race.RunAsync(20, i => i % 2 == 0 ? AcceptAsync(shop[i], id, null) : DeclineAsync(shop[i], id, "no"));

        var given = Assert.Single(answers, a => a.Succeeded).Value;
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.Equal(new ReturnAlreadyAnswered(given), a.Refusal));
        Assert.Equal(given == ReturnStatus.Accepted ? 1_000 : 700, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task What_was_given_back_meanwhile_is_not_given_back_again()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, order) = await ArrangeAsync(shop);
        var id = (await shop.AskForReturnAsync(shopper, order, (product, 2))).Granted();
        (await shop.RefundAsync(order, (product, 2))).Granted();

        Assert.IsType<RefundExceedsOrder>((await AcceptAsync(shop, id, null)).Refused());

        Assert.Equal(ReturnStatus.Open, Assert.Single(await OfOrderAsync(shop, shopper, order)).Status);
        Assert.Equal(new ReturnNotFound(), (await AcceptAsync(shop, id + 100, null)).Refused());
        Assert.Equal(new ReturnNotFound(), (await DeclineAsync(shop, id + 100, "no")).Refused());
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task They_wait_in_the_order_in_which_they_were_asked()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var ids = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var (shopper, product, order) = await ArrangeAsync(shop);
            ids.Add((await shop.AskForReturnAsync(shopper, order, (product, 1))).Granted());
        }

        (await DeclineAsync(shop, ids[1], "no")).Granted();

        Assert.Equal([ids[0], ids[2]], (await ListAsync(shop, ReturnStatus.Open)).Items.Select(r => r.Return.Id));
        var last = await shop.Get<ReturnQueries>().ListAsync(null, new PageRequest(2, 2), default);
        Assert.Equal((3, ids[2]), (last.Total, Assert.Single(last.Items).Return.Id));
    }

    /// <summary>What was said goes with the account; what was booked stays.</summary>
    [Fact]
    public async Task A_deleted_account_leaves_no_returns()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, order) = await ArrangeAsync(shop);
        (await AcceptAsync(shop, (await shop.AskForReturnAsync(shopper, order, (product, 1))).Granted(), "yes")).Granted();
        var open = (await shop.AskForReturnAsync(shopper, order, (product, 1))).Granted();

        (await shop.Get<AccountDeletion>().RunAsync(new(shopper, 800), default)).Granted();

        Assert.Empty((await ListAsync(shop, null)).Items);
        Assert.Equal(new ReturnNotFound(), (await AcceptAsync(shop, open, null)).Refused());
        Assert.Single(await shop.Get<RefundQueries>().ListAsync(order, default));
        await shop.AssertBooksBalanceAsync();
    }

    /// <summary>Three pieces for 100 each, paid from 1,000 and delivered; two are left in stock.</summary>
    private static async Task<(long Shopper, long Product, long Order)> ArrangeAsync(TestShop shop)
    {
        var (shopper, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(5, 100));
        return (shopper, product, await shop.DeliveredAsync(shopper, (product, 3)));
    }

    private static Task<Result<ReturnStatus>> AcceptAsync(TestShop shop, long id, string? answer) =>
        shop.Get<AnswerReturn>().AcceptAsync(Actor.System, id, restock: true, answer, default);

    private static Task<Result<ReturnStatus>> DeclineAsync(TestShop shop, long id, string answer) =>
        shop.Get<AnswerReturn>().DeclineAsync(Actor.System, id, answer, default);

    private static Task<Page<OwnedReturn>> ListAsync(TestShop shop, ReturnStatus? status) =>
        shop.Get<ReturnQueries>().ListAsync(status, new PageRequest(), default);

    private static async Task<IReadOnlyList<ReturnView>> OfOrderAsync(TestShop shop, long shopper, long order) =>
        (await shop.Get<ReturnQueries>().ListOfOrderAsync(shopper, order, default)).Granted();

    private static Task<string> LastActionAsync(TestShop shop) =>
        shop.ReadAsync(db => db.AdminActions.OrderByDescending(a => a.Id).Select(a => a.Action).FirstAsync());
}

public sealed class SqliteReturnTests(TestDatabases databases) : ReturnContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresReturnTests(TestDatabases databases) : ReturnContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerReturnTests(TestDatabases databases) : ReturnContract(databases, DatabaseProvider.SqlServer, instances: 2);
