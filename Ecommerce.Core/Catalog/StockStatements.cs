using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Catalog;

/// <summary>SQL for moving stock.</summary>
internal sealed class StockStatements(IModel model)
{
    private const string ChangeStock = "UPDATE products SET stock = stock + $2 WHERE id = $1";

    private readonly RowInsert<StockMovement> movements = new(model.FindEntityType(typeof(StockMovement))!);

    /// <summary>A movement, and the stock that follows from it.</summary>
    public IEnumerable<Statement> Of(StockMovement movement) =>
        [new(ChangeStock, [movement.ProductId, movement.Delta]), movements.Of(movement)];
}
