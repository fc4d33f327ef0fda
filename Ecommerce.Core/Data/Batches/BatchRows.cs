using Ecommerce.Core.Addresses;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data.Batches;

/// <summary>
/// The rows of a batch: as they were read under their locks, and then as the operations that are decided leave them for the next. Nothing
/// is written before all are decided.
/// </summary>
internal sealed class BatchRows
{
    private readonly Dictionary<long, LockedWallet> wallets = [];
    private readonly Dictionary<long, LockedOrder> orders = [];
    private readonly Dictionary<long, LockedCart> carts = [];
    private readonly Dictionary<long, LockedProduct> products = [];
    private readonly Dictionary<(long ShopperId, string Operation, string Key), StoredAnswer> answers = [];
    private readonly Dictionary<(long ShopperId, long Id), PostalAddress> addresses = [];
    private readonly Queue<long> orderNumbers = [];
    private readonly List<Facts> decided = [];

    /// <summary>All that the operations changed.</summary>
    public Facts Facts => Facts.Together(decided);

    public void Add(LockedWallet wallet) => wallets[wallet.ShopperId] = wallet;

    public void Add(LockedOrder order) => orders[order.Id] = order;

    public void Add(long shopperId, LockedCart cart) => carts[shopperId] = cart;

    public void Add(LockedProduct product) => products[product.Id] = product;

    public void Add(long shopperId, long addressId, PostalAddress address) => addresses[(shopperId, addressId)] = address;

    public void Add(long shopperId, string operation, string key, StoredAnswer answer) => answers[(shopperId, operation, key)] = answer;

    public void AddOrderNumber(long number) => orderNumbers.Enqueue(number);

    /// <summary>The products that an operation works on: those that it names, its order's and its cart's.</summary>
    public IEnumerable<long> ProductsOf(RowsNeeded needs) =>
    [
        .. needs.Products,
        .. OrderOf(needs)?.Lines.Select(l => l.ProductId) ?? [],
        .. CartOf(needs)?.Items.Select(i => i.ProductId) ?? [],
    ];

    /// <summary>What an operation works on; null when the shopper has no wallet (any more).</summary>
    public ShopperRows? Of(RowsNeeded needs) => wallets.TryGetValue(needs.ShopperId, out var wallet)
        ? new(
            wallet,
            ProductsOf(needs).Where(products.ContainsKey).Select(id => products[id]).ToList(),
            OrderOf(needs),
            CartOf(needs),
            needs.OrderNumber ? orderNumbers.Peek() : 0,
            needs.Address is { } address ? addresses.GetValueOrDefault((needs.ShopperId, address)) : null)
        : null;

    /// <summary>What was answered to a shopper's operation under a key, also earlier in this batch.</summary>
    public StoredAnswer? AnswerOf(long shopperId, string operation, string key) => answers.GetValueOrDefault((shopperId, operation, key));

    /// <summary>Takes over what an operation changes; the next one sees it.</summary>
    public void Apply(Facts facts)
    {
        foreach (var _ in facts.Orders) orderNumbers.Dequeue();
        foreach (var entry in facts.Entries) wallets[entry.ShopperId] = wallets[entry.ShopperId].After(entry);
        foreach (var movement in facts.Movements)
        {
            var product = products[movement.ProductId];
            products[product.Id] = product with { Stock = product.Stock + movement.Delta };
        }

        foreach (var cancelled in facts.Cancellations)
            orders[cancelled.OrderId] = orders[cancelled.OrderId] with { Status = OrderStatus.Cancelled };
        foreach (var bought in facts.CartsBought)
        {
            var (shopper, cart) = carts.Single(c => c.Value.Id == bought.CartId);
            carts[shopper] = cart with { Items = [] };
        }

        foreach (var answer in facts.Answers)
            Add(answer.ShopperId, answer.Operation, answer.ClientKey, new(answer.Fingerprint, answer.Result));
        decided.Add(facts);
    }

    private LockedOrder? OrderOf(RowsNeeded needs) =>
        needs.Order is { } id && orders.GetValueOrDefault(id) is { } order && order.ShopperId == needs.ShopperId ? order : null;

    private LockedCart? CartOf(RowsNeeded needs) => needs.Cart ? carts.GetValueOrDefault(needs.ShopperId) : null;
}
