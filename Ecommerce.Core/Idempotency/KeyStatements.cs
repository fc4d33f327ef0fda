using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Idempotency;

/// <summary>SQL for idempotency keys.</summary>
internal sealed class KeyStatements(IModel model)
{
    /// <summary>By shopper, operation and key.</summary>
    public RowRead<StoredAnswer> Find { get; } = RowRead<StoredAnswer>.Of<IdempotencyRecord>(
        model, (columns, table) => $"SELECT {columns} FROM {table} WHERE shopper_id = $1 AND operation = $2 AND client_key = $3");

    public RowInsert<IdempotencyRecord> Insert { get; } = new(model.FindEntityType(typeof(IdempotencyRecord))!);
}
