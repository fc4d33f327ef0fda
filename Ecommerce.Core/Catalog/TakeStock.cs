using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;

namespace Ecommerce.Core.Catalog;

/// <param name="Before">What the shop had written down at that moment.</param>
public sealed record StockTaken(ProductRecord Product, int Before)
{
    /// <summary>Pieces that were too few (positive) or too many (negative) in the books.</summary>
    public int Difference => Product.Stock - Before;
}

/// <summary>An admin has counted the pieces of a product.</summary>
public sealed class TakeStock(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Books the difference between what was counted and what the stock is, under the product's lock. A count that finds nothing wrong is
    /// written down as well. Refused: a stock that is not <paramref name="expected"/> any more, for nobody can tell whether what was sold
    /// or delivered meanwhile was among the counted pieces; a number out of range, words longer than
    /// <see cref="StockReason.MaxStockTakeWords"/>, a product that does not exist.
    /// </summary>
    /// <param name="counted">0 to <see cref="Product.MaxStock"/>.</param>
    /// <param name="expected">What the stock was for whoever counted; null books against whatever it is.</param>
    /// <param name="words">Why it differs, in the admin's words; may be missing.</param>
    public Task<Result<StockTaken>> RunAsync(
        Actor actor, long id, int counted, int? expected, string? words, CancellationToken cancellationToken) =>
        transaction.RunAsync<StockTaken>(
            actor,
            async (unit, token) =>
            {
                var validation = new Validation();
                validation.Require(
                    counted is >= 0 and <= Product.MaxStock, "counted", $"Must be an integer from 0 to {Product.MaxStock}.");
                var reason = StockReason.OfStockTake(validation.Text(words, "reason", 0, StockReason.MaxStockTakeWords));
                if (validation.Failure is { } failure) return failure;
                if (await unit.Locks.ProductAsync(id, token) is not { } locked) return new ProductNotFound([id]);
                if (expected is { } shown && shown != locked.Stock) return new StockChanged(shown, locked.Stock);
                var difference = counted - locked.Stock;
                var movement = new StockMovement { ProductId = id, Delta = difference, Reason = reason, CreatedAt = clock.UtcNow };
                await unit.WriteAsync(new Facts { Movements = [movement] }, token);
                var product = (await unit.Db.FindRecordAsync(id, token))!;
                return new Changed<StockTaken>(
                    new(product, locked.Stock),
                    AdminChange.Of(
                        AdminActions.StockTaken,
                        new(AuditSubjects.Product, id),
                        new { locked.Stock },
                        new { product.Stock, Counted = counted, Reason = reason }));
            },
            cancellationToken);
}
