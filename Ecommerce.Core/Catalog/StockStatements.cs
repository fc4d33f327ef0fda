using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Catalog;

/// <summary>SQL for moving stock.</summary>
internal sealed class StockStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<StockMovement> movements = new(model, dialect);
    private readonly RowStatement changeStock =
        RowStatement.Update(dialect, "products", "stock = stock + $2", "id = $1", typeof(long), typeof(int));

    /// <summary>Movements, and the stock that follows from all of a product's together.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<StockMovement> moved)
    {
        var changes = moved.GroupBy(m => m.ProductId).OrderBy(product => product.Key);
        return
        [
            .. changeStock.Of(changes.Select(product => new object[] { product.Key, product.Sum(m => m.Delta) }).ToList()),
            .. movements.Of(moved),
        ];
    }
}
