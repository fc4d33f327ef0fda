using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// Has the demo shoppers charge, buy and cancel what <see cref="DemoPlan"/> says, and the shop send what they bought, through the same use
/// cases as everybody, at a clock that shows the past. So wallets, stock, entries and events are those of real orders.
/// </summary>
internal sealed class DemoHistory(
    IDbContextFactory<ShopContext> contexts,
    OperationBatches batches,
    ShopTransaction transaction,
    IOptions<FulfilmentOptions> fulfilment,
    StoreClock present,
    IOptions<WalletOptions> wallets,
    IOptions<StoreSettings> store)
{
    private const long ChargeStep = 100_000;
    private static readonly TimeSpan ChargedBefore = TimeSpan.FromMinutes(3);

    /// <param name="products">The demo catalog's ids and prices, in its order.</param>
    public async Task WriteAsync(
        IReadOnlyList<DemoOrder> plan, IReadOnlyList<(long Id, long Price)> products, CancellationToken cancellationToken)
    {
        var now = present.UtcNow;
        var time = new PastTime();
        var clock = new StoreClock(time, store);
        var charge = new ChargeWallet(batches, clock, wallets, store);
        var place = new PlaceOrder(batches, store, clock);
        var cancel = new CancelOrder(batches, clock);
        var sending = new DemoSending(time, new AdminTransaction(transaction, clock), clock, fulfilment.Value);
        var shoppers = await FindShoppersAsync(cancellationToken);
        var balances = new long[shoppers.Length];
        foreach (var planned in plan)
        {
            await sending.SendUntilAsync(planned.PlacedAt, cancellationToken);
            var shopper = shoppers[planned.Shopper];
            var total = planned.Items.Sum(i => products[i.Product].Price * i.Quantity);
            if (balances[planned.Shopper] < total)
            {
                time.Now = planned.PlacedAt - ChargedBefore;
                var missing = total - balances[planned.Shopper];
                var amount = (missing / ChargeStep + 1) * ChargeStep;
                var charged = Require(await charge.RunAsync(new ChargeRequest(shopper, amount), cancellationToken));
                balances[planned.Shopper] = charged.Value.Balance;
            }

            time.Now = planned.PlacedAt;
            var items = planned.Items.Select(i => new OrderItem(products[i.Product].Id, i.Quantity)).ToList();
            var destination = DemoSending.DestinationOf(planned);
            var request = new PlaceOrderRequest(shopper, items, Destination: destination);
            var receipt = Require(await place.RunAsync(request, cancellationToken)).Value;
            balances[planned.Shopper] = receipt.Balance;
            if (planned.CancelledAt is not { } cancelledAt)
            {
                sending.Plan(receipt.Order);
                continue;
            }

            time.Now = cancelledAt;
            var cancelled = Require(await cancel.RunAsync(new CancelOrderRequest(shopper, receipt.Order.Id), cancellationToken));
            balances[planned.Shopper] = cancelled.Value.Balance;
        }

        await sending.SendUntilAsync(now, cancellationToken);
    }

    private async Task<long[]> FindShoppersAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        string[] emails = [DemoAccounts.Shopper, .. DemoAccounts.OtherShoppers];
        return await db.Users.Where(u => emails.Contains(u.Email)).OrderBy(u => u.Id).Select(u => u.Id).ToArrayAsync(cancellationToken);
    }

    internal static T Require<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidDataException($"A demo order was refused: {result.Refusal}");
}

/// <summary>A clock that shows whatever instant of the past is set.</summary>
internal sealed class PastTime : TimeProvider
{
    public DateTime Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
