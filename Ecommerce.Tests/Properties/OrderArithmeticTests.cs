using Ecommerce.Core.Carts;
using Ecommerce.Core.Ordering;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Properties;

public sealed class OrderArithmeticTests
{
    private static readonly Gen<OrderItem[]> Items =
        (from product in Gen.Choose(1, 6)
         from quantity in Gen.Choose(-5, 1200)
         select new OrderItem(product, quantity)).ArrayOf();

    [Fact]
    public void Merging_keeps_every_piece_and_each_product_once_in_its_first_place() =>
        Prop.ForAll(Items.ToArbitrary(), items =>
        {
            var merged = OrderItems.Merge(items);
            return merged.Select(m => m.ProductId).SequenceEqual(items.Select(i => i.ProductId).Distinct())
                && merged.All(m => m.Quantity == items.Where(i => i.ProductId == m.ProductId).Sum(i => i.Quantity));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_twice_changes_nothing_more() =>
        Prop.ForAll(Items.ToArbitrary(), items => OrderItems.Merge(OrderItems.Merge(items)).SequenceEqual(OrderItems.Merge(items)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_is_available_exactly_when_published_and_in_stock_for_all_of_it() =>
        Prop.ForAll(
            (from price in Gen.Choose(1, 1_000_000_000)
             from quantity in Gen.Choose(1, 999)
             from stock in Gen.Choose(0, 1200)
             from published in Gen.Elements(true, false)
             select new CartLine(1, 1, "Lamp", null, null, price, price, quantity, stock, published)).ToArbitrary(),
            line => line.Available == (line.Published && line.Quantity <= line.Stock))
            .QuickCheckThrowOnFailure();
}
