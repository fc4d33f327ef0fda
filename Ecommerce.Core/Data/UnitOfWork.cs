using Ecommerce.Core.Data.Dialects;

namespace Ecommerce.Core.Data;

/// <summary>What the code inside a <see cref="ShopTransaction"/> works with.</summary>
/// <param name="openContext">Opens a context in the unit's transaction: not before it is used, for the busiest units need none.</param>
public sealed class UnitOfWork(Func<ShopContext> openContext, PreparedConnection prepared, Dialect dialect) : IAsyncDisposable
{
    private readonly List<Action> afterCommit = [];
    private ShopContext? db;
    private RowLocks? locks;
    private PurchaseStatements? purchases;

    public ShopContext Db => db ??= openContext();

    public Dialect Dialect { get; } = dialect;

    /// <summary>The unit's connection, for statements that go past the context.</summary>
    public PreparedConnection Prepared { get; } = prepared;

    /// <summary>The pessimistic locks, held until the transaction ends.</summary>
    public RowLocks Lock => locks ??= new(Db, Dialect);

    /// <summary>The locks and writes of an order, past the context.</summary>
    public PurchaseStatements Purchases => purchases ??= new(Prepared, Dialect);

    internal IReadOnlyList<Action> AfterCommitActions => afterCommit;

    /// <summary>Has something done once the unit is durable, and never when it is not. It must be quick and can't fail the unit.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    public ValueTask DisposeAsync() => db?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Writes what the context holds and has not written yet.</summary>
    internal Task SaveAsync(CancellationToken cancellationToken) => db?.SaveChangesAsync(cancellationToken) ?? Task.CompletedTask;
}
